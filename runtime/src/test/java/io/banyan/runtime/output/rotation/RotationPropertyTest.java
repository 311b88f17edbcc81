package io.banyan.runtime.output.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written and whatever happens: all files together are what was written. */
class RotationPropertyTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void nothing_is_lost_and_no_line_is_torn(long seed) throws IOException {
    Random random = new Random(seed);
    long maxBytes = 20 + random.nextInt(300);
    Duration maxAge = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(1);
    Rotation rotation = new Rotation(maxBytes, maxAge, 5000, random.nextInt(3) == 0);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    int longest = 0;
    try (RotationFixture logs = new RotationFixture(folder)) {
      RotatedFile file = logs.file(rotation);
      Text text = new Text(random, (int) maxBytes);
      for (int i = 0; i < 400; i++) {
        byte[] chunk = text.next();
        written.write(chunk);
        RotationFixture.write(file, chunk);
        boolean lineEnded = chunk[chunk.length - 1] == '\n';
        file = befall(logs, file, rotation, random, lineEnded);
      }
      file.close();
      longest = text.longest;
      // Waits for what is being compressed, or breaks it off: either is whole.
      logs.close();
      assertThat(new String(logs.all(), UTF_8)).isEqualTo(written.toString(UTF_8));
      assertThat(logs.files()).hasSizeGreaterThan(3);
      check(logs.files(), longest <= maxBytes, maxBytes);
    }
  }

  /** Something that happens to log files, or nothing. */
  private static RotatedFile befall(
      RotationFixture logs, RotatedFile file, Rotation rotation, Random random, boolean lineEnded)
      throws IOException {
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        // Whoever opens a file takes what comes for the beginning of a line.
        if (lineEnded) {
          file.close();
          return random.nextBoolean() ? file : logs.file(rotation);
        }
      }
      case 2 -> logs.pass(Duration.ofSeconds(random.nextInt(30)));
      case 3 -> logs.pass(RotatedFile.LOOK);
      default -> {
        // Most of the time nothing does.
      }
    }
    return file;
  }

  private static void check(List<Path> files, boolean whole, long maxBytes) throws IOException {
    for (Path file : files.subList(0, files.size() - 1)) {
      String content = new String(RotationFixture.content(file), UTF_8);
      if (whole) {
        assertThat(content).endsWith("\n");
      }
      assertThat(content.length()).as("%s", file).isBetween(1, (int) (2 * maxBytes));
    }
    assertThat(Files.exists(files.get(files.size() - 1))).isTrue();
  }

  /** Lines of any length in chunks of any length. */
  private static final class Text {
    private final Random random;
    private final boolean overlong;
    private final int maxBytes;
    private int longest;
    private int number;
    private final StringBuilder pending = new StringBuilder();

    Text(Random random, int maxBytes) {
      this.random = random;
      this.maxBytes = maxBytes;
      this.overlong = random.nextInt(3) == 0;
    }

    byte[] next() {
      int wanted = 1 + random.nextInt(random.nextInt(5) == 0 ? 5 * maxBytes : 40);
      while (pending.length() < wanted) {
        String line = line();
        longest = Math.max(longest, line.length());
        pending.append(line);
      }
      String chunk = pending.substring(0, wanted);
      pending.delete(0, wanted);
      return chunk.getBytes(UTF_8);
    }

    private String line() {
      int length = random.nextInt(overlong && random.nextInt(9) == 0 ? 4 * maxBytes : maxBytes / 2);
      return ("" + number++ + "-".repeat(length)).substring(0, Math.max(1, length)) + "\n";
    }
  }
}
