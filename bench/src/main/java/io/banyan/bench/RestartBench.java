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
 * the killer is this thread, and the child itself says when it runs. They take turns, a few kills
 * at a time, so that what else the machine does meets all of them.
 */
final class RestartBench {

  private static final String FLOOR = "C loop";
  private static final String SAME_CALLS = "C loop, same calls";
  private static final String BANYAN = "Banyan, linux engine";
  private static final String BUILDER = "ProcessBuilder, onExit";
  private static final int TURN = 20;
  private static final int FEW = 20;
  // It takes some 20 ms among siblings, and its median needs no more.
  private static final int BUILDER_AMONG = 60;
  // Peers hold a child back that ran for less than a second: let it run that long, and less often.
  private static final int PEER_ROUNDS = 15;
  private static final int PEER_PAUSE_MILLIS = 1200;

  private final int rounds;
  private final int siblings;
  private final int pauseMillis;
  private final int warmUp;
  private final boolean portable;

  RestartBench(Options options) {
    rounds = options.number("rounds", 500);
    siblings = options.number("siblings", 1000);
    pauseMillis = options.number("pause-millis", 3);
    warmUp = options.number("warm-up", 1000);
    portable = !options.text("portable", "yes").equals("no");
  }

  /** Where the children of all contenders announce themselves, and what they run. */
  private record Stage(Announcements announcements, List<String> command) {

    Contender start(Keeper keeper, int siblings, int pauseMillis) throws Exception {
      return Contender.start(keeper, announcements, command, siblings, pauseMillis);
    }
  }

  /** What was seen of one, and of the C loop alone at the same time. */
  private record Result(Samples samples, Samples base) {}

  void run() throws Exception {
    Folder folder = Folder.create();
    Announcements announcements = Announcements.in(folder);
    Optional<Path> child = NativePrograms.child();
    if (child.isEmpty()) {
      System.out.println("no C compiler: floor left out, a shell is the child");
    }
    Stage stage = new Stage(announcements, announcements.command(child));
    Result alone = alone(stage, folder);
    Optional<Result> among = siblings > 0 ? Optional.of(among(stage)) : Optional.empty();
    double base = alone.base().median();
    new Bar("restart, p50 alone / p50 of C", 1.6).print(alone.samples().median() / base);
    new Bar("restart, p99 alone / p50 of C", 4).print(alone.samples().percentile(0.99) / base);
    among.ifPresent(
        some ->
            new Bar("restart, p50 among %,d / p50 of C alone".formatted(siblings), 2.5)
                .print(some.samples().median() / some.base().median()));
  }

  private Result alone(Stage stage, Folder folder) throws Exception {
    Map<String, Contender> racers = new LinkedHashMap<>();
    for (Map.Entry<String, Callable<Keeper>> keeper : keepers(portable).entrySet()) {
      racers.put(keeper.getKey(), stage.start(keeper.getValue().call(), 0, pauseMillis));
    }
    for (Map.Entry<String, Contender> racer : racers.entrySet()) {
      racer.getValue().warmUp(isFloor(racer.getKey()) ? FEW : warmUp);
    }
    takeTurns(List.copyOf(racers.values()));
    Samples base = racers.containsKey(FLOOR) ? racers.get(FLOOR).samples() : new Samples();
    Map<String, Result> results = new LinkedHashMap<>();
    racers.forEach((name, racer) -> results.put(name, new Result(racer.samples(), base)));
    racers.values().forEach(Cleanup::close);
    peers(stage, folder).forEach((name, samples) -> results.put(name, new Result(samples, base)));
    print("alone", results);
    return results.getOrDefault(BANYAN, new Result(new Samples(), base));
  }

  /** One after the other, each in turns with the C loop alone. */
  private Result among(Stage stage) throws Exception {
    Map<String, Result> results = new LinkedHashMap<>();
    Map<String, Callable<Keeper>> keepers = keepers(false);
    for (Map.Entry<String, Callable<Keeper>> entry : keepers.entrySet()) {
      String name = entry.getKey();
      Contender one = stage.start(entry.getValue().call(), siblings, pauseMillis);
      if (name.equals(BUILDER)) {
        one.warmUp(FEW).measure(BUILDER_AMONG);
        results.put(name, new Result(one.samples(), base(results)));
      } else {
        one.warmUp(isFloor(name) ? FEW : warmUp / 2);
        results.put(name, new Result(one.samples(), besideFloor(stage, keepers, one)));
      }
      Cleanup.close(one);
    }
    print("among %,d idle siblings".formatted(siblings), results);
    return results.getOrDefault(BANYAN, new Result(new Samples(), new Samples()));
  }

  private Samples besideFloor(Stage stage, Map<String, Callable<Keeper>> keepers, Contender one)
      throws Exception {
    if (!keepers.containsKey(FLOOR)) {
      takeTurns(List.of(one));
      return new Samples();
    }
    Contender floor = stage.start(keepers.get(FLOOR).call(), 0, pauseMillis).warmUp(FEW);
    takeTurns(List.of(floor, one));
    Cleanup.close(floor);
    return floor.samples();
  }

  private static Samples base(Map<String, Result> results) {
    return results.containsKey(BANYAN) ? results.get(BANYAN).base() : new Samples();
  }

  private void takeTurns(List<Contender> racers) throws IOException, InterruptedException {
    for (int done = 0; done < rounds; done += TURN) {
      for (Contender racer : racers) {
        racer.measure(Math.min(TURN, rounds - done));
      }
    }
  }

  private static Map<String, Samples> peers(Stage stage, Folder folder) throws Exception {
    Map<String, Samples> results = new LinkedHashMap<>();
    for (Map.Entry<String, Keeper> peer : new Peers(folder).found(stage.command()).entrySet()) {
      try {
        Contender one = stage.start(Cleanup.keep(peer.getValue()), 0, PEER_PAUSE_MILLIS);
        one.warmUp(1).measure(PEER_ROUNDS);
        Cleanup.close(one);
        results.put(peer.getKey(), one.samples());
      } catch (IOException lost) {
        System.out.println(peer.getKey() + ": " + lost.getMessage());
      }
    }
    return results;
  }

  private static Map<String, Callable<Keeper>> keepers(boolean portable) throws Exception {
    Map<String, Callable<Keeper>> keepers = new LinkedHashMap<>();
    NativePrograms.floor()
        .ifPresent(
            floor -> {
              keepers.put(FLOOR, () -> Cleanup.keep(Keeper.floor(floor, "supervise")));
              keepers.put(SAME_CALLS, () -> Cleanup.keep(Keeper.floor(floor, "supervise-alike")));
            });
    keepers.put(BANYAN, () -> Cleanup.keep(Keeper.banyan("linux")));
    if (portable) {
      keepers.put("Banyan, portable engine", () -> Cleanup.keep(Keeper.banyan("portable")));
    }
    keepers.put(BUILDER, () -> Cleanup.keep(Keeper.processBuilder()));
    return keepers;
  }

  private static boolean isFloor(String name) {
    return name.equals(FLOOR) || name.equals(SAME_CALLS);
  }

  private static void print(String where, Map<String, Result> results) {
    Table table =
        new Table(
            "kill -9 to the successor running, " + where,
            "",
            "p50 us",
            "p99 us",
            "p50 / C alone",
            "p99 / p50 of C alone");
    results.forEach(
        (name, result) -> {
          double base = result.base().median();
          double p99 = result.samples().percentile(0.99);
          table.row(
              name,
              Samples.micros(result.samples().median()),
              Samples.micros(p99),
              Samples.ratio(result.samples().median(), base),
              Samples.ratio(p99, base));
        });
    table.print();
  }
}
