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

/** Spawn and wait of a program that does nothing, through the whole engine. */
final class SpawnBench {

  private static final String PROGRAM = "/bin/true";
  private static final String FLOOR = "C posix_spawn + waitpid";
  private static final String SAME_CALLS = "C, same calls as the engine";

  private final int rounds;
  private final int passes;

  SpawnBench(Options options) {
    rounds = options.number("rounds", 300);
    passes = options.number("passes", 3);
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
    contenders.put("linux engine", () -> launch(linux, 1));
    contenders.put("linux engine, to the end of output", () -> launch(linux, 3));
    contenders.put("linux engine and guardian", () -> launch(guarded, 1));
    contenders.put("portable engine", () -> launch(portable, 1));
    contenders.put("ProcessBuilder", SpawnBench::processBuilder);
    for (int spawners = 1; spawners <= 2; spawners++) {
      measure(spawners, floor, contenders);
    }
    List.of(guarded, linux, portable).forEach(Cleanup::close);
  }

  private void measure(int spawners, Optional<Path> floor, Map<String, Spawn> contenders)
      throws Exception {
    Map<String, Samples> results = new LinkedHashMap<>();
    for (int pass = 0; pass <= passes; pass++) {
      if (floor.isPresent()) {
        collect(results, FLOOR, floorRounds(floor.get(), "spawn", spawners), pass);
        collect(results, SAME_CALLS, floorRounds(floor.get(), "spawn-alike", spawners), pass);
      }
      for (Map.Entry<String, Spawn> contender : contenders.entrySet()) {
        collect(results, contender.getKey(), spawnRounds(contender.getValue(), spawners), pass);
      }
    }
    double base = results.getOrDefault(FLOOR, new Samples()).median();
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

  /** The first pass warms up. */
  private static void collect(Map<String, Samples> results, String name, Samples some, int pass) {
    if (pass > 0) {
      results.computeIfAbsent(name, key -> new Samples()).addAll(some);
    }
  }

  private Samples spawnRounds(Spawn spawn, int spawners) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(spawners);
    try {
      List<Callable<Samples>> tasks = new ArrayList<>();
      for (int i = 0; i < spawners; i++) {
        tasks.add(() -> oneSpawner(spawn));
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

  private Samples oneSpawner(Spawn spawn) throws Exception {
    Samples samples = new Samples();
    for (int i = 0; i < rounds; i++) {
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
