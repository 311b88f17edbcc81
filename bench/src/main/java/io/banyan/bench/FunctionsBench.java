package io.banyan.bench;

import com.typesafe.config.ConfigFactory;
import io.banyan.pool.function.FunctionOptions;
import io.banyan.pool.function.FunctionProcesses;
import io.banyan.pool.function.FunctionSettings;
import io.banyan.runtime.process.ProcessRuntime;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * From the call to its value, for functions in processes of their own, beside JVMs that do nothing.
 * Contenders take turns, so that what else the machine does meets all of them.
 */
final class FunctionsBench {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  private static final long PAUSE_MILLIS = 1000;

  private final int rounds;

  FunctionsBench(Options options) {
    rounds = options.number("rounds", 20);
  }

  /** Not one of the plain values. */
  record Point(int x, int y) implements Serializable {}

  /** Runs once, and tells how many nanoseconds what counts has taken. */
  private interface Way {
    long once() throws Exception;
  }

  private interface Step {
    void run() throws Exception;
  }

  static int add(int one, int other) {
    return one + other;
  }

  static Point mirror(Point point) {
    return new Point(point.y(), point.x());
  }

  void run() throws Exception {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "bench");
    Cleanup.keep(system::terminate);
    ProcessRuntime runtime =
        Cleanup.keep(ProcessRuntime.start(ConfigFactory.load(), System.getenv()));
    FunctionSettings settings = FunctionSettings.from(ConfigFactory.load());
    FunctionProcesses cold = Cleanup.keep(FunctionProcesses.of(system, runtime, settings));
    FunctionProcesses warm =
        Cleanup.keep(FunctionProcesses.of(system, runtime, settings.withSpares(1)));
    FunctionProcesses noArchive =
        cold.with(FunctionOptions.DEFAULT.withJvmOptions(List.of("-Xshare:off")));
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("java -version, same options", () -> timed(() -> exec("-version")));
    ways.put(
        "java with a main that does nothing",
        () -> timed(() -> exec("-cp", classPath(), Idle.class.getName())));
    ways.put(
        "spawn, plain values", () -> timed(() -> cold.spawn(FunctionsBench::add, 1, 2).await()));
    ways.put(
        "spawn, values of one's own",
        () -> timed(() -> cold.spawn(FunctionsBench::mirror, point()).await()));
    ways.put(
        "spawn without class data sharing",
        () -> timed(() -> noArchive.spawn(FunctionsBench::add, 1, 2).await()));
    ways.put("spawn with a spare that is ready", () -> warm(warm));
    measure(ways);
    Cleanup.close(warm);
    Cleanup.close(cold);
  }

  private void measure(Map<String, Way> ways) throws Exception {
    Map<String, Samples> seen = new LinkedHashMap<>();
    for (int round = -2; round < rounds; round++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        long nanos = way.getValue().once();
        if (round >= 0) {
          seen.computeIfAbsent(way.getKey(), some -> new Samples()).add(nanos);
        }
      }
    }
    Table table =
        new Table("from the call to its value, " + rounds + " rounds", "way", "p50 us", "best us");
    seen.forEach(
        (way, samples) ->
            table.row(
                way, Samples.micros(samples.median()), Samples.micros(samples.percentile(0))));
    table.print();
  }

  private static long timed(Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return System.nanoTime() - start;
  }

  /** Before that it waits for the next spare. */
  private static long warm(FunctionProcesses functions) throws Exception {
    Thread.sleep(PAUSE_MILLIS);
    return timed(() -> functions.spawn(FunctionsBench::add, 1, 2).await());
  }

  private static Point point() {
    return new Point(1, 2);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static void exec(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(SMALL);
    command.addAll(List.of(words));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** The least that a JVM can do. */
  static final class Idle {
    private Idle() {}

    public static void main(String[] words) {}
  }
}
