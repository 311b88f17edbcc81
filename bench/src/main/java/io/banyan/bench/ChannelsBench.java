package io.banyan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Values from thread to thread: a channel beside the queues of the JDK and a channel of Go. */
final class ChannelsBench {

  private static final String CHANNEL = "channel";
  private static final int[] THREADS = {1, 2, 4};
  private static final double LIMIT = 1.5;

  private final int values;
  private final int passes;
  private final Optional<Path> go;
  private final List<Runnable> bars = new ArrayList<>();

  ChannelsBench(Options options) throws Exception {
    values = options.number("values", 200_000);
    passes = options.number("passes", 9);
    go = compiled();
  }

  void run() throws Exception {
    if (go.isEmpty()) {
      System.out.println("no go on the PATH: its channels left out");
    }
    for (int buffer : new int[] {0, 64, 1024}) {
      for (int threads : THREADS) {
        throughput(buffer, threads);
      }
      roundTrip(buffer);
    }
    bars.forEach(Runnable::run);
  }

  private void throughput(int buffer, int threads) throws Exception {
    int count = buffer == 0 ? values / 10 : values;
    Map<String, Samples> results = new LinkedHashMap<>();
    for (int pass = -2; pass < passes; pass++) {
      for (Map.Entry<String, Supplier<HandOver>> way : HandOver.withRoom(buffer).entrySet()) {
        note(results, pass, way.getKey(), way.getValue().get().round(threads, count) / count);
      }
    }
    if (go.isPresent()) {
      results.put("Go channel", go(go.get(), threads, buffer, count));
    }
    String name = "%d : %d threads, %s".formatted(threads, threads, room(buffer));
    print("ns a value, " + name, results, "fastest");
    bar("ns a value, " + name, results);
  }

  private Samples go(Path program, int threads, int buffer, int count) throws Exception {
    String both = Integer.toString(threads);
    return NativePrograms.samples(
        List.of(program.toString(), both, both, "" + buffer, "" + count, "" + passes));
  }

  /** A value there and another one back, over two of them. */
  private void roundTrip(int buffer) throws Exception {
    Map<String, Samples> results = new LinkedHashMap<>();
    int rounds = values / 100;
    for (int pass = -2; pass < passes; pass++) {
      for (Map.Entry<String, Supplier<HandOver>> way : HandOver.withRoom(buffer).entrySet()) {
        HandOver there = way.getValue().get();
        HandOver back = way.getValue().get();
        Thread echo = echo(there, back, rounds);
        for (int i = 0; i < rounds; i++) {
          long begin = System.nanoTime();
          there.put(i);
          back.take();
          note(results, pass, way.getKey(), System.nanoTime() - begin);
        }
        echo.join();
      }
    }
    print("ns there and back, " + room(buffer), results, "p99");
    bar("ns there and back, " + room(buffer), results);
  }

  private static Thread echo(HandOver there, HandOver back, int rounds) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < rounds; i++) {
                  back.put(there.take());
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  /** The first passes warm up. */
  private static void note(Map<String, Samples> results, int pass, String name, long nanos) {
    Samples samples = results.computeIfAbsent(name, key -> new Samples());
    if (pass >= 0) {
      samples.add(nanos);
    }
  }

  private static void print(String title, Map<String, Samples> results, String other) {
    double share = other.equals("p99") ? 0.99 : 0;
    double base = best(results);
    Table table = new Table(title, "", "median", other, "median / best queue");
    results.forEach(
        (name, samples) ->
            table.row(
                name,
                number(samples.median()),
                number(samples.percentile(share)),
                Samples.ratio(samples.median(), base)));
    table.print();
  }

  private void bar(String name, Map<String, Samples> results) {
    double ratio = results.getOrDefault(CHANNEL, new Samples()).median() / best(results);
    bars.add(() -> new Bar(name + " / best queue", LIMIT).print(ratio));
  }

  /** The best of the JVM's own that keep the same limit. */
  private static double best(Map<String, Samples> results) {
    return results.entrySet().stream()
        .filter(result -> result.getKey().contains("Queue"))
        .filter(result -> !result.getKey().contains(HandOver.NO_BOUND))
        .mapToDouble(result -> result.getValue().median())
        .min()
        .orElseThrow();
  }

  private static String room(int buffer) {
    return buffer == 0 ? "no buffer" : "room for " + buffer;
  }

  private static String number(double nanos) {
    return String.format(Locale.ROOT, "%,.0f", nanos);
  }

  private static Optional<Path> compiled() throws Exception {
    Optional<Path> compiler = NativePrograms.find("go");
    if (compiler.isEmpty()) {
      return Optional.empty();
    }
    Path bench = Path.of(System.getProperty("banyan.bench", "bench"));
    Path program = bench.resolve("target/native/channels");
    Files.createDirectories(program.getParent());
    List<String> command =
        List.of(
            compiler.get().toString(),
            "build",
            "-o",
            program.toString(),
            bench.resolve("src/main/go/channels.go").toString());
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    return exit == 0 ? Optional.of(program) : Optional.empty();
  }
}
