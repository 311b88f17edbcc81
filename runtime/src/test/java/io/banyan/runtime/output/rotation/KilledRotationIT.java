package io.banyan.runtime.output.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that rotates and compresses without a pause, killed at some moment, again and again. */
class KilledRotationIT {

  private static final int KILLS = 6;

  @TempDir Path folder;

  @Test
  void whatever_the_moment_every_line_is_there_and_every_compressed_file_is_whole()
      throws Exception {
    try (RotationFixture logs = new RotationFixture(folder)) {
      for (int kill = 0; kill < KILLS; kill++) {
        killAfter(logs, 5 + 3 * kill);
        check(logs);
      }
    }
  }

  private void killAfter(RotationFixture logs, int files) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RotateForEver.class.getName(),
                logs.log.toString(),
                "" + next(logs))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      int before = logs.files().size();
      Await.until("rotations", () -> size(logs) >= before + files);
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private static int size(RotationFixture logs) {
    return logs.files().size();
  }

  /** The number after the last that is in the log. */
  private static int next(RotationFixture logs) throws IOException {
    List<String> lines = lines(logs);
    return lines.isEmpty() ? 1 : Integer.parseInt(lines.get(lines.size() - 1)) + 1;
  }

  /** All numbers in their order; a file that is there plain and compressed counts once. */
  private static void check(RotationFixture logs) throws IOException {
    int expected = 1;
    for (String line : lines(logs)) {
      assertThat(line).isEqualTo("" + expected);
      expected++;
    }
  }

  private static List<String> lines(RotationFixture logs) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : logs.files()) {
      Path whole = file.resolveSibling(file.getFileName() + ".gz");
      String content = new String(RotationFixture.content(file), UTF_8);
      if (Files.exists(whole)) {
        assertThat(content).isEqualTo(new String(RotationFixture.content(whole), UTF_8));
      } else {
        text.append(content);
      }
    }
    return text.toString().lines().toList();
  }
}
