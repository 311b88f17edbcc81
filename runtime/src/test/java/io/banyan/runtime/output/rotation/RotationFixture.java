package io.banyan.runtime.output.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A log folder whose clocks stand still until the test moves them. */
final class RotationFixture implements AutoCloseable {

  final Path log;
  final List<String> troubles = new CopyOnWriteArrayList<>();
  private final Compressor compressor = new Compressor();
  private Instant now = Instant.now();
  private long nanos = Long.MAX_VALUE - 3;

  RotationFixture(Path folder) {
    this.log = folder.resolve("x.log");
  }

  RotatedFile file(Rotation rotation) {
    return file(rotation, false);
  }

  RotatedFile file(Rotation rotation, boolean wholeLines) {
    RotationPorts ports =
        new RotationPorts(
            new TestClock(), () -> nanos, compressor, (what, why) -> troubles.add(what));
    return new RotatedFile(log, rotation, wholeLines, ports);
  }

  static Rotation bySize(long maxBytes, int maxFiles) {
    return new Rotation(maxBytes, Duration.ZERO, maxFiles, false);
  }

  void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  Path old(String suffix) {
    return log.resolveSibling("x.log." + suffix);
  }

  static void write(RotatedFile file, String text) {
    write(file, text.getBytes(UTF_8));
  }

  static void write(RotatedFile file, byte[] bytes) {
    try {
      file.write(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What all files of the log have in them, the oldest first. */
  byte[] all() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path file : files()) {
      all.writeBytes(content(file));
    }
    return all.toByteArray();
  }

  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (int number = 2000; number >= 1; number--) {
      for (Path old : List.of(old(number + ".gz"), old("" + number))) {
        if (Files.isRegularFile(old)) {
          files.add(old);
        }
      }
    }
    if (Files.exists(log)) {
      files.add(log);
    }
    return files;
  }

  static byte[] content(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return Files.readAllBytes(file);
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    compressor.close();
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
