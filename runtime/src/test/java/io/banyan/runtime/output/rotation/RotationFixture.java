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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A log folder whose clocks stand still until the test moves them. */
final class RotationFixture implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("x\\.log(?:\\.(\\d+)(?:\\.gz)?)?");

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

  /** All files of the log, the oldest first. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(log.getParent())) {
      all.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(
        Comparator.comparing(RotationFixture::number).reversed().thenComparing(Path::toString));
    return files;
  }

  private static int number(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() && name.group(1) != null ? Integer.parseInt(name.group(1)) : 0;
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
