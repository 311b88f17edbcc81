package io.banyan.bench;

import com.typesafe.config.ConfigFactory;
import io.banyan.pool.worker.Pool;
import io.banyan.pool.worker.PoolDefinition;
import io.banyan.pool.worker.ProcessWorkers;
import io.banyan.pool.worker.Submission;
import io.banyan.pool.worker.WireProtocol;
import io.banyan.pool.worker.WorkerPool;
import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.pool.worker.machine.WhenFull;
import io.banyan.runtime.process.ProcessSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What a pool adds to each task: functions of this JVM beside an {@link ExecutorService}, Python
 * workers beside Python's {@code ProcessPoolExecutor}.
 */
final class PoolBench {

  private static final int WORKERS = 2;

  /** The same function as the executor's below. */
  private static final String WORKER =
      """
      import sys
      for line in sys.stdin:
          sys.stdout.write(line.upper())
          sys.stdout.flush()
      """;

  /** Prints the seconds that so many tasks take, for each pass. */
  private static final String EXECUTOR =
      """
      import sys, time
      from concurrent.futures import ProcessPoolExecutor
      def task(text):
          return text.upper()
      if __name__ == "__main__":
          count, passes, workers = (int(word) for word in sys.argv[1:])
          with ProcessPoolExecutor(max_workers=workers) as pool:
              for _ in range(passes):
                  begin = time.monotonic()
                  futures = [pool.submit(task, "task %d" % n) for n in range(count)]
                  for future in futures:
                      future.result()
                  print(time.monotonic() - begin, flush=True)
      """;

  private final int tasks;
  private final int passes;

  PoolBench(Options options) {
    tasks = options.number("tasks", 5000);
    passes = options.number("passes", 5);
  }

  void run() throws Exception {
    functions();
    processes();
  }

  // Functions

  private void functions() throws Exception {
    PoolRules rules = WorkerPool.rules(PoolSize.fixed(WORKERS)).withQueue(tasks, WhenFull.REFUSE);
    ExecutorService executor = Executors.newFixedThreadPool(WORKERS);
    Samples[] single = {new Samples(), new Samples()};
    Samples[] many = {new Samples(), new Samples()};
    try (Pool<Integer, Integer> pool = WorkerPool.create("bench", rules, task -> task + 1)) {
      for (int pass = 0; pass <= passes; pass++) {
        // The first one warms up.
        boolean counts = pass > 0;
        oneByOne(counts ? single[0] : new Samples(), task -> pool.submitAwait(task));
        oneByOne(counts ? single[1] : new Samples(), task -> executor.submit(() -> task + 1).get());
        long begin = System.nanoTime();
        together(pool);
        add(many[0], begin, counts);
        begin = System.nanoTime();
        together(executor);
        add(many[1], begin, counts);
      }
    } finally {
      executor.shutdownNow();
    }
    print(single, many);
    new Bar("pool, us of each of many tasks over functions", 30)
        .print(many[0].median() / 1000 / tasks);
  }

  private interface Doing {
    int apply(int task) throws Exception;
  }

  private void oneByOne(Samples samples, Doing doing) throws Exception {
    for (int task = 0; task < tasks; task++) {
      long begin = System.nanoTime();
      if (doing.apply(task) != task + 1) {
        throw new IllegalStateException("a wrong result");
      }
      samples.add(System.nanoTime() - begin);
    }
  }

  private void together(Pool<Integer, Integer> pool) {
    List<Submission<Integer>> all = new ArrayList<>(tasks);
    for (int task = 0; task < tasks; task++) {
      all.add(pool.submit(task));
    }
    all.forEach(Submission::await);
  }

  private void together(ExecutorService executor) throws Exception {
    List<Future<Integer>> all = new ArrayList<>(tasks);
    for (int task = 0; task < tasks; task++) {
      int number = task;
      Callable<Integer> callable = () -> number + 1;
      all.add(executor.submit(callable));
    }
    for (Future<Integer> one : all) {
      one.get();
    }
  }

  private static void add(Samples samples, long begin, boolean counts) {
    if (counts) {
      samples.add(System.nanoTime() - begin);
    }
  }

  private void print(Samples[] single, Samples[] many) {
    Table table =
        new Table(
            "a task that does nothing, %d workers in the JVM".formatted(WORKERS),
            "",
            "one at a time, p50 us",
            "p99 us",
            "of %,d at once, us each".formatted(tasks));
    for (int who = 0; who < 2; who++) {
      table.row(
          who == 0 ? "pool of functions" : "ExecutorService",
          Samples.micros(single[who].median()),
          Samples.micros(single[who].percentile(0.99)),
          Samples.micros(many[who].median() / tasks));
    }
    table.print();
  }

  // Processes

  private void processes() throws Exception {
    Optional<Samples> executor = python();
    if (executor.isEmpty()) {
      System.out.println("no python3: processes left out");
      return;
    }
    Samples pool = pool();
    double ours = tasks * 1e9 / pool.median();
    double theirs = tasks * 1e9 / executor.get().median();
    Table table =
        new Table("a line through %d Python workers".formatted(WORKERS), "", "tasks a second");
    table.row("pool of processes", String.format(Locale.ROOT, "%,.0f", ours));
    table.row("ProcessPoolExecutor", String.format(Locale.ROOT, "%,.0f", theirs));
    table.print();
    new Bar("pool, ProcessPoolExecutor / pool of Python workers", 1).print(theirs / ours);
  }

  private Samples pool() throws Exception {
    CompletableFuture<Pool<String, String>> there = new CompletableFuture<>();
    PoolRules rules =
        WorkerPool.rules(ConfigFactory.load(), PoolSize.fixed(WORKERS))
            .withQueue(tasks, WhenFull.REFUSE);
    ProcessSpec process = ProcessSpec.of(List.of("python3", "-c", WORKER));
    BenchTree tree = BenchTree.create("auto", Duration.ofSeconds(1));
    tree.start(
        List.of(
            new PoolDefinition<>(
                    "python",
                    rules,
                    new ProcessWorkers(process, WireProtocol.LINES),
                    Optional.of(there::complete))
                .spec()));
    Pool<String, String> pool = there.get(1, TimeUnit.MINUTES);
    Samples samples = new Samples();
    for (int pass = 0; pass <= passes; pass++) {
      long begin = System.nanoTime();
      List<Submission<String>> all = new ArrayList<>(tasks);
      for (int task = 0; task < tasks; task++) {
        all.add(pool.submit("task " + task));
      }
      all.forEach(Submission::await);
      add(samples, begin, pass > 0);
    }
    tree.stop(false);
    Cleanup.close(tree);
    return samples;
  }

  /** Empty when there is no Python. */
  private Optional<Samples> python() throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-c", EXECUTOR, "" + tasks, "" + (passes + 1), "" + WORKERS)
              .redirectErrorStream(true)
              .start();
    } catch (IOException none) {
      return Optional.empty();
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      System.out.println(text);
      return Optional.empty();
    }
    Samples samples = new Samples();
    text.lines().skip(1).forEach(line -> samples.add((long) (Double.parseDouble(line) * 1e9)));
    return Optional.of(samples);
  }
}
