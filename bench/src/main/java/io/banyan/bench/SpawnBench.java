package io.banyan.bench;

import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.guardian.GuardedEngine;
import io.banyan.runtime.guardian.GuardianSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Spawn and wait of a program that does nothing, through the whole engine. Contenders take turns, a
 * few rounds at a time, so that what else the machine does meets all of them.
 */
final class SpawnBench {

  private static final String PROGRAM = "/bin/true";
  private static final String FLOOR = "C posix_spawn + waitpid";
  private static final String SAME_CALLS = "C, same calls as the engine";
  private static final String ENGINE = "linux engine";
  private static final double[] BARS = {1.3, 1.4};

  private final int rounds;
  private final int passes;
  private final int warmUp;

  SpawnBench(Options options) {
    rounds = options.number("rounds", 30);
    passes = options.number("passes", 20);
    warmUp = options.number("warm-up", 600);
  }

  /** One spawn, waited for. */
  private interface Spawn {
    void once() throws Exception;
  }

  void run() throws Exception {
    Optional<Path> floor = NativePrograms.floor();
    if (floor.isEmpty()) {
      System.out.println("no C compiler: floor left out");
    }
    ProcessEngine linux = engine("linux");
    ProcessEngine portable = engine("portable");
    GuardianSettings guardian = new GuardianSettings(true, Duration.ZERO);
    ProcessEngine guarded =
        Cleanup.keep(GuardedEngine.guard(engine("linux"), RuntimeCookie.random(), guardian));
    Map<String, Spawn> contenders = new LinkedHashMap<>();
    contenders.put(ENGINE, () -> launch(linux, 1));
    contenders.put("linux engine, to the end of output", () -> launch(linux, 3));
    contenders.put("linux engine and guardian", () -> launch(guarded, 1));
    contenders.put("portable engine", () -> launch(portable, 1));
    contenders.put("ProcessBuilder", SpawnBench::processBuilder);
    double[] seen = new double[BARS.length];
    for (int i = 0; i < BARS.length; i++) {
      seen[i] = measure(i + 1, floor, contenders);
    }
    for (int i = 0; i < BARS.length; i++) {
      new Bar("spawn and wait, %d at once / C".formatted(i + 1), BARS[i]).print(seen[i]);
    }
    List.of(guarded, linux, portable).forEach(Cleanup::close);
  }

  /** The ratio of the engine to the floor. */
  private double measure(int spawners, Optional<Path> floor, Map<String, Spawn> contenders)
      throws Exception {
    for (Spawn contender : contenders.values()) {
      spawnRounds(contender, spawners, warmUp / spawners);
    }
    Map<String, Samples> results = new LinkedHashMap<>();
    for (int pass = 0; pass < passes; pass++) {
      if (floor.isPresent()) {
        add(results, FLOOR, floorRounds(floor.get(), "spawn", spawners));
        add(results, SAME_CALLS, floorRounds(floor.get(), "spawn-alike", spawners));
      }
      for (Map.Entry<String, Spawn> contender : contenders.entrySet()) {
        add(results, contender.getKey(), spawnRounds(contender.getValue(), spawners, rounds));
      }
    }
    double base = results.getOrDefault(FLOOR, new Samples()).median();
    print(spawners, results, base);
    return results.getOrDefault(ENGINE, new Samples()).median() / base;
  }

  private static void print(int spawners, Map<String, Samples> results, double base) {
    Table table =
        new Table(
            "spawn and wait of %s, %d at once".formatted(PROGRAM, spawners),
            "",
            "p50 us",
            "p99 us",
            "p50 / C");
    results.forEach(
        (name, samples) ->
            table.row(
                name,
                Samples.micros(samples.median()),
                Samples.micros(samples.percentile(0.99)),
                Samples.ratio(samples.median(), base)));
    table.print();
  }

  private static void add(Map<String, Samples> results, String name, Samples some) {
    results.computeIfAbsent(name, key -> new Samples()).addAll(some);
  }

  private static Samples spawnRounds(Spawn spawn, int spawners, int times) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(spawners);
    try {
      List<Callable<Samples>> tasks = new ArrayList<>();
      for (int i = 0; i < spawners; i++) {
        tasks.add(() -> oneSpawner(spawn, times));
      }
      Samples all = new Samples();
      for (Future<Samples> part : threads.invokeAll(tasks)) {
        all.addAll(part.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Samples oneSpawner(Spawn spawn, int times) throws Exception {
    Samples samples = new Samples();
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      spawn.once();
      samples.add(System.nanoTime() - begin);
    }
    return samples;
  }

  private Samples floorRounds(Path floor, String mode, int spawners) throws Exception {
    return NativePrograms.samples(
        List.of(floor.toString(), mode, "" + rounds, Integer.toString(spawners), PROGRAM));
  }

  private static ProcessEngine engine(String kind) {
    return Cleanup.keep(ProcessEngines.create(new EngineSettings(kind, 4)));
  }

  /** Waits for the exit alone, or for the ends of both streams as well. */
  private static void launch(ProcessEngine engine, int parts) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(parts);
    OutputHandler output = parts == 1 ? new Discard(() -> {}) : new Discard(ended::countDown);
    LaunchSpec spec =
        new LaunchSpec(
            List.of(PROGRAM), Path.of("/"), System.getenv(), StdinSource.NULL, output, output);
    if (!(engine.launch(spec, exit -> ended.countDown()) instanceof LaunchResult.Launched)) {
      throw new IllegalStateException("not launched");
    }
    ended.await();
  }

  private static void processBuilder() throws Exception {
    Process process = new ProcessBuilder(PROGRAM).start();
    process.waitFor();
    process.getOutputStream().close();
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  /** Output to nothing. */
  private record Discard(Runnable end) implements OutputHandler {
    @Override
    public boolean onBytes(ByteBuffer bytes) {
      return true;
    }

    @Override
    public void onEnd() {
      end.run();
    }
  }
}
