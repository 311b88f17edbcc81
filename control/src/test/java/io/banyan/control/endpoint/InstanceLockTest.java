package io.banyan.control.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

  @TempDir Path base;

  @Test
  void inOneJvmOnlyOneHasItUntilItIsGivenBack() throws IOException {
    Path directory = base.resolve("run");
    try (InstanceLock first = acquired(InstanceLock.tryAcquire(directory))) {
      assertThat(first).isNotNull();
      assertThat(InstanceLock.tryAcquire(directory))
          .isInstanceOfSatisfying(
              InstanceLock.Attempt.Held.class,
              held -> assertThat(held.holder()).contains(RuntimeProcess.current()));
    }
    acquired(InstanceLock.tryAcquire(directory)).close();
  }

  @Test
  void anotherJvmIsToldWhoHasItAndGetsItWhenThatOneIsKilled() throws Exception {
    Path directory = base.resolve("run");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldLock.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("held");

      assertThat(InstanceLock.tryAcquire(directory))
          .isInstanceOfSatisfying(
              InstanceLock.Attempt.Held.class,
              held -> assertThat(held.holder().orElseThrow().pid()).isEqualTo(other.pid()));
    } finally {
      other.destroyForcibly().waitFor();
    }
    acquired(InstanceLock.tryAcquire(directory)).close();
  }

  private static InstanceLock acquired(InstanceLock.Attempt attempt) {
    assertThat(attempt).isInstanceOf(InstanceLock.Attempt.Acquired.class);
    return ((InstanceLock.Attempt.Acquired) attempt).lock();
  }

  /** Holds the lock of a folder until it is killed, or its reader is. */
  public static final class HoldLock {
    private HoldLock() {}

    public static void main(String[] arguments) throws IOException {
      InstanceLock.Attempt attempt = InstanceLock.tryAcquire(Path.of(arguments[0]));
      System.out.println(attempt instanceof InstanceLock.Attempt.Acquired ? "held" : "refused");
      System.out.flush();
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }
}
