package io.banyan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Kills a JVM that has children of bad character, again and again, and counts who is left. In every
 * fourth round the kill comes while the children are still being started.
 */
final class ContainmentBench {

  private static final String COOKIE = "BANYAN_BENCH_CONTAINMENT";
  private static final long UP_LIMIT_MILLIS = 60_000;
  private static final long END_LIMIT_MILLIS = 20_000;
  private static final int EARLY = 4;

  private final int rounds;
  private final int children;
  private final Random random = new Random(1);

  ContainmentBench(Options options) {
    rounds = options.number(0, "rounds", 20);
    children = options.number(1, "children", 20);
  }

  /** The number of survivors of all rounds. */
  int run() throws Exception {
    int survivors = 0;
    Samples until = new Samples();
    for (int round = 1; round <= rounds; round++) {
      survivors += round(round % EARLY == 0, until);
      if (round % 10 == 0 || round == rounds) {
        System.out.printf("round %d of %d: %d survivors so far%n", round, rounds, survivors);
      }
    }
    System.out.printf(
        "kill -9 of a JVM with %d children, %d rounds: %d survivors%n",
        children, rounds, survivors);
    System.out.printf(
        "until the last one was gone: p50 %.1f s, longest %.1f s%n",
        until.median() / 1e9, until.percentile(1) / 1e9);
    return survivors;
  }

  private int round(boolean early, Samples until) throws Exception {
    String variable = COOKIE + "=" + UUID.randomUUID();
    AutoCloseable sweep = Cleanup.keep(() -> sweep(variable));
    Process host = host(variable);
    try {
      if (early) {
        awaitWord(host, "starting");
        Thread.sleep(random.nextInt(300));
      } else {
        awaitWord(host, "up");
        awaitProcesses(variable, ContainmentHost.processes(children));
      }
      long begin = System.nanoTime();
      host.destroyForcibly();
      host.waitFor();
      List<Integer> left = awaitNobody(variable);
      until.add(System.nanoTime() - begin);
      left.forEach(pid -> System.out.println("  left: " + ProcFiles.commandLine(pid)));
      return left.size();
    } finally {
      Cleanup.close(sweep);
    }
  }

  private Process host(String variable) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ContainmentHost.class.getName(),
            Integer.toString(children));
    int equals = variable.indexOf('=');
    builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void awaitWord(Process host, String word) throws IOException {
    BufferedReader lines = host.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(word)) {
        return;
      }
    }
    throw new IOException("the JVM ended before it was killed");
  }

  /** The JVM and its guardian carry the variable too. */
  private static void awaitProcesses(String variable, int wanted) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(UP_LIMIT_MILLIS);
    while (ProcFiles.carriers(variable).size() < wanted + 2) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("the children did not come up");
      }
      Thread.sleep(20);
    }
  }

  private static List<Integer> awaitNobody(String variable) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_LIMIT_MILLIS);
    List<Integer> left = ProcFiles.carriers(variable);
    while (!left.isEmpty() && System.nanoTime() < limit) {
      Thread.sleep(50);
      left = ProcFiles.carriers(variable);
    }
    return left;
  }

  private static void sweep(String variable) {
    for (int round = 0; round < 10; round++) {
      ProcFiles.carriers(variable).forEach(pid -> Posix.kill(pid, Posix.KILL));
    }
  }
}
