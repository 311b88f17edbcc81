package io.banyan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * From the kill of a child to its successor running. All contenders are watched in the same way:
 * the killer is this thread, and the child itself says when it runs.
 */
final class RestartBench {

  private static final String FLOOR = "C loop";
  private static final String SAME_CALLS = "C loop, same calls";
  // Peers hold a child back that ran for less than a second: let it run that long, and less often.
  private static final int PEER_ROUNDS = 15;
  private static final int PEER_PAUSE_MILLIS = 1200;

  private final int rounds;
  private final int passes;
  private final int siblings;
  private final int pauseMillis;
  private final int warmUp;
  private final boolean portable;

  RestartBench(Options options) {
    rounds = options.number("rounds", 300);
    passes = options.number("passes", 2);
    siblings = options.number("siblings", 1000);
    pauseMillis = options.number("pause-millis", 3);
    warmUp = options.number("warm-up", 1000);
    portable = !options.text("portable", "yes").equals("no");
  }

  void run() throws Exception {
    Folder folder = Folder.create();
    Announcements announcements = Announcements.in(folder);
    Optional<Path> child = NativePrograms.child();
    if (child.isEmpty()) {
      System.out.println("no C compiler: floor left out, a shell is the child");
    }
    List<String> command = announcements.command(child);
    double base = alone(folder, announcements, command);
    if (siblings > 0) {
      print("among %,d idle siblings".formatted(siblings), base, among(announcements, command));
    }
  }

  private double alone(Folder folder, Announcements announcements, List<String> command)
      throws Exception {
    Map<String, Callable<Keeper>> keepers = keepers();
    new Peers(folder)
        .found(command)
        .forEach((name, keeper) -> keepers.put(name, () -> Cleanup.keep(keeper)));
    Map<String, Samples> results = measure(keepers, announcements, command, 0, passes);
    double base = results.getOrDefault(FLOOR, new Samples()).median();
    print("alone", base, results);
    return base;
  }

  private Map<String, Samples> among(Announcements announcements, List<String> command)
      throws Exception {
    Map<String, Callable<Keeper>> keepers = keepers();
    keepers.remove("Banyan, portable engine");
    return measure(keepers, announcements, command, siblings, 1);
  }

  private Map<String, Callable<Keeper>> keepers() throws Exception {
    Map<String, Callable<Keeper>> keepers = new LinkedHashMap<>();
    NativePrograms.floor()
        .ifPresent(
            floor -> {
              keepers.put(FLOOR, () -> Cleanup.keep(Keeper.floor(floor, "supervise")));
              keepers.put(SAME_CALLS, () -> Cleanup.keep(Keeper.floor(floor, "supervise-alike")));
            });
    keepers.put("Banyan, linux engine", () -> Cleanup.keep(Keeper.banyan("linux")));
    if (portable) {
      keepers.put("Banyan, portable engine", () -> Cleanup.keep(Keeper.banyan("portable")));
    }
    keepers.put("ProcessBuilder, onExit", () -> Cleanup.keep(Keeper.processBuilder()));
    return keepers;
  }

  private Map<String, Samples> measure(
      Map<String, Callable<Keeper>> keepers,
      Announcements announcements,
      List<String> command,
      int besides,
      int times)
      throws Exception {
    Map<String, Samples> results = new LinkedHashMap<>();
    for (int pass = 0; pass < times; pass++) {
      for (Map.Entry<String, Callable<Keeper>> entry : keepers.entrySet()) {
        Samples samples = results.computeIfAbsent(entry.getKey(), key -> new Samples());
        Keeper keeper = entry.getValue().call();
        try {
          announcements.clear();
          keeper.keep(command, besides);
          samples.addAll(
              keeper instanceof ProgramKeeper
                  ? kill(announcements, 1, PEER_ROUNDS, PEER_PAUSE_MILLIS)
                  : kill(announcements, warmUp, rounds, pauseMillis));
        } catch (IOException lost) {
          System.out.println(entry.getKey() + ": " + lost.getMessage());
        } finally {
          Cleanup.close(keeper);
        }
      }
    }
    return results;
  }

  private static Samples kill(Announcements announcements, int warmUp, int rounds, int pauseMillis)
      throws Exception {
    Samples samples = new Samples();
    Announcements.Running running = announcements.next();
    for (int i = -warmUp; i < rounds; i++) {
      Thread.sleep(pauseMillis);
      long begin = System.nanoTime();
      if (Posix.kill(running.pid(), Posix.KILL) != 0) {
        throw new IllegalStateException("cannot kill " + running.pid());
      }
      running = announcements.next();
      if (i >= 0) {
        samples.add(running.nanoTime() - begin);
      }
    }
    return samples;
  }

  private void print(String where, double base, Map<String, Samples> results) {
    Table table =
        new Table(
            "kill -9 to the successor running, " + where,
            "",
            "p50 us",
            "p99 us",
            "p50 / C alone",
            "p99 / p50 of C alone");
    results.forEach(
        (name, samples) -> {
          double p99 = samples.percentile(0.99);
          table.row(
              name,
              Samples.micros(samples.median()),
              Samples.micros(p99),
              Samples.ratio(samples.median(), base),
              Samples.ratio(p99, base));
        });
    table.print();
  }
}
