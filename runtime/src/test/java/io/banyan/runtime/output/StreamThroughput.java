package io.banyan.runtime.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * How fast the output of one shell command gets into a log file: through an engine with line
 * splitting and tail ({@code linux}, {@code portable}), and through {@link ProcessBuilder} with a
 * reader thread that only copies ({@code builder}) or splits and keeps lines as well ({@code
 * lines}). Run from {@code runtime/}:
 *
 * <pre>
 * java -cp "target/test-classes:target/classes:$(cat cp)" \
 *     io.banyan.runtime.output.StreamThroughput linux /tmp/log 5 'yes | head -c 1G'
 * </pre>
 *
 * where {@code cp} comes from {@code ../mvnw dependency:build-classpath -Dmdep.outputFile=cp}.
 */
public final class StreamThroughput {

  private StreamThroughput() {}

  /** Arguments: kind, log file, rounds, command for the shell. */
  public static void main(String[] args) throws Exception {
    Path log = Path.of(args[1]);
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      if (Files.isRegularFile(log)) {
        Files.delete(log);
      }
      long start = System.nanoTime();
      if (args[0].equals("builder") || args[0].equals("lines")) {
        builder(log, args[3], args[0].equals("lines"));
      } else {
        engine(args[0], log, args[3]);
      }
      System.out.printf("%s %.2f s%n", args[0], (System.nanoTime() - start) / 1e9);
    }
  }

  private static void engine(String kind, Path log, String command) throws InterruptedException {
    EngineSettings settings = EngineSettings.from(ConfigFactory.load()).withKind(kind);
    try (ProcessEngine engine = ProcessEngines.create(settings)) {
      StreamSpec stream = new StreamSpec(Optional.of(log), 1000);
      StreamSpec none = new StreamSpec(Optional.empty(), 1000);
      ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), System.err::println);
      CountDownLatch ended = new CountDownLatch(1);
      ProcessOutput.Handlers handlers =
          outputs.of(new ChildPath("x"), new OutputSpec(stream, none)).open(1, ended::countDown);
      engine.launch(
          new LaunchSpec(
              List.of("/bin/sh", "-c", command),
              Path.of("/"),
              Map.of("PATH", "/usr/bin:/bin"),
              StdinSource.NULL,
              handlers.stdout(),
              handlers.stderr()),
          exit -> {});
      ended.await();
    }
  }

  private static void builder(Path log, String command, boolean lines) throws Exception {
    Process process = new ProcessBuilder("/bin/sh", "-c", command).start();
    Thread reader = new Thread(() -> read(process, log, lines));
    reader.start();
    process.waitFor();
    reader.join();
  }

  private static void read(Process process, Path log, boolean lines) {
    try (InputStream in = process.getInputStream();
        OutputStream out = new FileOutputStream(log.toFile(), true)) {
      if (lines) {
        keepLines(in, new BufferedOutputStream(out, 64 * 1024));
      } else {
        copy(in, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }

  private static void keepLines(InputStream in, OutputStream out) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8), 64 * 1024);
    Deque<String> tail = new ArrayDeque<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      out.write(line.getBytes(UTF_8));
      out.write('\n');
      tail.addLast(line);
      if (tail.size() > 1000) {
        tail.removeFirst();
      }
    }
    out.flush();
  }
}
