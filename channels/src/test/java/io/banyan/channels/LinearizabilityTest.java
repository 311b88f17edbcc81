package io.banyan.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@link Linearizability} in a JVM of its own: the checker rewrites classes, also those with which
 * a runner of tests talks to the one that started it.
 */
class LinearizabilityTest {

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void steps_at_once_could_also_have_been_one_after_the_other() throws Exception {
    Process check =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Linearizability.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(check.waitFor()).as(said).isZero();
      assertThat(said).contains("linearizable");
    } finally {
      check.destroyForcibly();
    }
  }
}
