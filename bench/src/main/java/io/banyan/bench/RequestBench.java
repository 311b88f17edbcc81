package io.banyan.bench;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Request and response over standard input and output of one process that gives back all it gets.
 */
final class RequestBench {

  private static final String PROGRAM = "/bin/cat";
  private static final String FLOOR = "C write + read";
  private static final byte[] LINE =
      "{\"id\": 1, \"ask\": \"time\"}....\n".getBytes(StandardCharsets.US_ASCII);
  // Less than a pipe holds: nobody has to read while he writes.
  private static final int BATCH = 1000;

  private final int rounds;
  private final int passes;

  RequestBench(Options options) {
    rounds = options.number("rounds", 5000);
    passes = options.number("passes", 3);
  }

  void run() throws Exception {
    Optional<Path> floor = NativePrograms.floor();
    if (floor.isEmpty()) {
      System.out.println("no C compiler: floor left out");
    }
    Map<String, Echo> contenders = new LinkedHashMap<>();
    for (String kind : List.of("linux", "portable")) {
      ProcessEngine engine = Cleanup.keep(ProcessEngines.create(new EngineSettings(kind, 4)));
      contenders.put(kind + " engine", Cleanup.keep(Echo.of(engine, PROGRAM)));
    }
    contenders.put("exchange (linux engine)", Cleanup.keep(ExchangeEcho.of(PROGRAM, LINE, BATCH)));
    contenders.put("ProcessBuilder", Cleanup.keep(Echo.ofProcessBuilder(PROGRAM)));
    Map<String, Samples> single = measure(floor, contenders, 1, rounds);
    Map<String, Samples> batches = measure(floor, contenders, BATCH, rounds / 10);
    print(single, batches);
    double overhead =
        all(single, "exchange (linux engine)").median() - all(single, "linux engine").median();
    System.out.printf(
        Locale.ROOT,
        "a request of an exchange takes %.1f us more than the raw line of the same engine%n",
        overhead / 1000);
    contenders.values().forEach(Cleanup::close);
  }

  /** Contenders take turns; the first pass warms up. */
  private Map<String, Samples> measure(
      Optional<Path> floor, Map<String, Echo> contenders, int lines, int times) throws Exception {
    byte[] request = new byte[LINE.length * lines];
    for (int i = 0; i < lines; i++) {
      System.arraycopy(LINE, 0, request, i * LINE.length, LINE.length);
    }
    Map<String, Samples> results = new LinkedHashMap<>();
    if (floor.isPresent()) {
      results.put(FLOOR, new Samples());
    }
    for (int pass = 0; pass <= passes; pass++) {
      Map<String, Samples> now = new LinkedHashMap<>();
      if (floor.isPresent()) {
        now.put(FLOOR, floor(floor.get(), request.length, times));
      }
      for (Map.Entry<String, Echo> contender : contenders.entrySet()) {
        now.put(contender.getKey(), exchange(contender.getValue(), request, times));
      }
      if (pass > 0) {
        now.forEach((name, some) -> all(results, name).addAll(some));
      }
    }
    return results;
  }

  private static Samples floor(Path program, int bytes, int times) throws Exception {
    return NativePrograms.samples(
        List.of(program.toString(), "request", "" + times, Integer.toString(bytes), PROGRAM));
  }

  private static Samples all(Map<String, Samples> results, String name) {
    return results.computeIfAbsent(name, key -> new Samples());
  }

  private static Samples exchange(Echo echo, byte[] request, int times) throws Exception {
    Samples samples = new Samples();
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      echo.exchange(request);
      samples.add(System.nanoTime() - begin);
    }
    return samples;
  }

  private static void print(Map<String, Samples> single, Map<String, Samples> batches) {
    double base = single.getOrDefault(FLOOR, new Samples()).median();
    String title = "a line of %d bytes through %s and back".formatted(LINE.length, PROGRAM);
    Table table =
        new Table(
            title,
            "",
            "p50 us",
            "p99 us",
            "p50 / C",
            "lines a second, %d at once".formatted(BATCH));
    single.forEach(
        (name, samples) ->
            table.row(
                name,
                Samples.micros(samples.median()),
                Samples.micros(samples.percentile(0.99)),
                Samples.ratio(samples.median(), base),
                String.format(Locale.ROOT, "%,.0f", BATCH * 1e9 / all(batches, name).median())));
    table.print();
  }
}
