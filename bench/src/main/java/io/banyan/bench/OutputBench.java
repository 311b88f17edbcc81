package io.banyan.bench;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.LineFormat;
import io.banyan.runtime.output.LogLayout;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.ProcessOutput;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.Timestamps;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.output.rotation.Rotation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Standard output of one process: {@code cat} of a file, into another file and to nothing. */
final class OutputBench {

  private static final String LINE =
      "2026-01-01 12:00:00 INFO  a line as logs have them, nr %08d%n";
  private static final int BUFFER = 64 * 1024;

  private final long bytes;
  private final int passes;

  OutputBench(Options options) {
    bytes = options.number("mib", 512) * 1024L * 1024;
    passes = options.number("passes", 3);
  }

  /** Runs the command and returns when all of its output has arrived. */
  private interface Way {
    void run(List<String> command) throws Exception;
  }

  void run() throws Exception {
    Folder folder = Folder.create();
    Path lines = folder.file("lines");
    long count = write(lines);
    Path target = folder.file("target");
    ProcessEngine engine = Cleanup.keep(ProcessEngines.create(new EngineSettings("linux", 4)));
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("> file", command -> direct(command, Redirect.to(target.toFile())));
    ways.put(
        "linux engine, log file and tail",
        command -> banyan(engine, command, plain(Optional.of(target))));
    Path rotated = folder.file("rotated");
    ways.put(
        "linux engine, rotated every 16 MiB",
        command -> banyan(engine, command, log(rotated, LogLayout.RAW)));
    LogLayout times = new LogLayout(LineFormat.TEXT, Timestamps.ISO);
    ways.put(
        "linux engine, rotated, with timestamps",
        command -> banyan(engine, command, log(rotated, times)));
    LogLayout json = new LogLayout(LineFormat.JSON, Timestamps.ISO);
    ways.put(
        "linux engine, rotated, as JSON", command -> banyan(engine, command, log(rotated, json)));
    ways.put("ProcessBuilder, reader, log file", command -> reader(command, Optional.of(target)));
    ways.put("> /dev/null", command -> direct(command, Redirect.DISCARD));
    ways.put(
        "linux engine, tail alone", command -> banyan(engine, command, plain(Optional.empty())));
    ways.put("linux engine, bytes alone", command -> launch(engine, command, nothing()));
    ways.put("ProcessBuilder, reader, to nothing", command -> reader(command, Optional.empty()));
    print(measure(ways, List.of("/bin/cat", lines.toString()), target), count);
    Cleanup.close(engine);
    Cleanup.close(folder);
  }

  private Map<String, Samples> measure(Map<String, Way> ways, List<String> command, Path target)
      throws Exception {
    Map<String, Samples> results = new LinkedHashMap<>();
    for (int pass = 0; pass <= passes; pass++) {
      for (Map.Entry<String, Way> way : ways.entrySet()) {
        Files.deleteIfExists(target);
        long begin = System.nanoTime();
        way.getValue().run(command);
        long took = System.nanoTime() - begin;
        if (Files.exists(target) && Files.size(target) != bytes) {
          throw new IOException(way.getKey() + " lost bytes");
        }
        if (pass > 0) {
          results.computeIfAbsent(way.getKey(), key -> new Samples()).add(took);
        }
      }
    }
    return results;
  }

  private void print(Map<String, Samples> results, long count) {
    Table table =
        new Table(
            "standard output, %,d MiB in lines of about 60 bytes".formatted(bytes >> 20),
            "",
            "MiB/s",
            "million lines/s",
            "time / > file");
    double base = results.getOrDefault("> file", new Samples()).median();
    results.forEach(
        (name, samples) -> {
          double seconds = samples.median() / 1e9;
          table.row(
              name,
              String.format(Locale.ROOT, "%,.0f", bytes / seconds / (1 << 20)),
              String.format(Locale.ROOT, "%.1f", count / seconds / 1e6),
              Samples.ratio(samples.median(), base));
        });
    table.print();
  }

  /** Fills a file to exactly the size wanted; the number of lines. */
  private long write(Path file) throws IOException {
    long left = bytes;
    long count = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      while (left > 0) {
        byte[] line = LINE.formatted(++count).getBytes(StandardCharsets.US_ASCII);
        int length = (int) Math.min(left, line.length);
        out.write(line, 0, length);
        left -= length;
      }
    }
    return count;
  }

  private static void direct(List<String> command, Redirect target) throws Exception {
    new ProcessBuilder(command).redirectOutput(target).start().waitFor();
  }

  private static void reader(List<String> command, Optional<Path> target) throws Exception {
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    Thread reader =
        new Thread(
            () -> {
              try (InputStream in = process.getInputStream();
                  OutputStream out =
                      target.isPresent()
                          ? Files.newOutputStream(target.get())
                          : OutputStream.nullOutputStream()) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                  out.write(buffer, 0, n);
                }
              } catch (IOException e) {
                System.err.println("reader: " + e);
              }
            });
    reader.start();
    process.waitFor();
    reader.join();
  }

  private static StreamSpec plain(Optional<Path> file) {
    return new StreamSpec(file, 1000);
  }

  private static StreamSpec log(Path file, LogLayout layout) {
    Rotation rotation = new Rotation(16 << 20, Duration.ZERO, 2, false);
    return new StreamSpec(Optional.of(file), 1000, WhenFull.BLOCK, false, layout, rotation);
  }

  /** As a managed process has it: split into lines, the last of them kept. */
  private static void banyan(ProcessEngine engine, List<String> command, StreamSpec stdout)
      throws Exception {
    OutputSpec spec = new OutputSpec(stdout, new StreamSpec(Optional.empty(), 1000));
    ProcessOutput output =
        new ProcessOutputs(Clock.systemUTC(), event -> {}).of(new ChildPath("bench"), spec);
    CountDownLatch ended = new CountDownLatch(1);
    ProcessOutput.Handlers handlers = output.open(1, ended::countDown);
    launch(engine, command, handlers.stdout(), handlers.stderr());
    ended.await();
  }

  private static void launch(ProcessEngine engine, List<String> command, Counter counter)
      throws Exception {
    launch(engine, command, counter, counter);
    counter.ended.await();
  }

  private static void launch(
      ProcessEngine engine, List<String> command, OutputHandler stdout, OutputHandler stderr) {
    LaunchSpec spec =
        new LaunchSpec(command, Path.of("/"), System.getenv(), StdinSource.NULL, stdout, stderr);
    if (!(engine.launch(spec, exit -> {}) instanceof LaunchResult.Launched)) {
      throw new IllegalStateException("not launched: " + command);
    }
  }

  private static Counter nothing() {
    return new Counter(new CountDownLatch(2));
  }

  private record Counter(CountDownLatch ended) implements OutputHandler {
    @Override
    public boolean onBytes(ByteBuffer bytes) {
      return true;
    }

    @Override
    public void onEnd() {
      ended.countDown();
    }
  }
}
