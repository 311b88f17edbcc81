package io.banyan.runtime.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.containment.ContainedEngine;
import io.banyan.runtime.containment.RuntimeCookie;
import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A JVM of its own is killed with SIGKILL; the operating system tells what is left. */
class GuardianIT {

  private final List<Long> pids = new ArrayList<>();

  @AfterEach
  void end() {
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void nothing_outlives_a_killed_jvm() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no setsid on this system");
    Process jvm = startDoomedRuntime();
    try (BufferedReader reader = jvm.inputReader(StandardCharsets.UTF_8)) {
      String line = "";
      while (line != null && !line.equals("ready")) {
        if (line.startsWith("pid ")) {
          pids.add(Long.parseLong(line.substring(4)));
        }
        line = reader.readLine();
      }
    }
    assertThat(pids).hasSize(8).allMatch(OsFacts::isAlive);

    jvm.destroyForcibly();

    for (long pid : pids) {
      Await.until("the end of " + pid, () -> !OsFacts.isAlive(pid));
    }
  }

  @Test
  void a_killed_guardian_is_replaced_and_knows_everything() {
    ProcessEngine engine =
        GuardedEngine.guard(
            ProcessEngines.create(new EngineSettings("auto", 1)),
            RuntimeCookie.random(),
            new GuardianSettings(true, Duration.ofSeconds(1)));
    try {
      long first = guardian();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      long second =
          Await.value(
              "another guardian", GuardianIT::guardianOrZero, pid -> pid != 0 && pid != first);
      assertThat(OsFacts.isAlive(second)).isTrue();
    } finally {
      engine.close();
    }
    Await.until("the end of the guardian", () -> guardianOrZero() == 0);
  }

  private static long guardian() {
    return Await.value("a guardian", GuardianIT::guardianOrZero, pid -> pid != 0);
  }

  private static long guardianOrZero() {
    return ProcessHandle.current()
        .children()
        .filter(child -> OsFacts.isAlive(child.pid()))
        .filter(child -> OsFacts.commandLine(child.pid()).contains("banyan-guardian"))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElse(0);
  }

  private static Process startDoomedRuntime() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator + ".",
            DoomedRuntime.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Launches children of several bad characters, tells their pids and waits for its end. */
  static final class DoomedRuntime {

    private static final CountDownLatch DONE = new CountDownLatch(6);

    private DoomedRuntime() {}

    public static void main(String[] args) throws InterruptedException {
      RuntimeCookie cookie = RuntimeCookie.random();
      ProcessEngine engine =
          GuardedEngine.guard(
              new ContainedEngine(
                  ProcessEngines.create(new EngineSettings("auto", 1)), cookie, () -> {}),
              cookie,
              new GuardianSettings(true, Duration.ofSeconds(1)));
      launch(engine, "echo pid $$; echo done; exec sleep 1000");
      launch(engine, "trap '' TERM; echo pid $$; echo done; while :; do sleep 1; done");
      launch(engine, "(trap '' TERM; exec sleep 1000) & echo pid $$; echo pid $!; echo done; wait");
      launch(
          engine,
          "setsid sh -c 'echo pid $$; echo done; exec sleep 1000' & echo pid $$; echo done; wait");
      launch(
          engine,
          "setsid sh -c 'trap \"\" TERM; sleep 1000 >/dev/null 2>&1 & echo pid $!; echo done' & "
              + "echo pid $$; wait; exec sleep 1000");
      if (!DONE.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the children did not start");
      }
      System.out.println("ready");
      while (true) {
        LockSupport.park();
      }
    }

    private static void launch(ProcessEngine engine, String line) {
      LaunchResult result =
          engine.launch(
              new LaunchSpec(
                  List.of("/bin/sh", "-c", line),
                  Path.of("/"),
                  System.getenv(),
                  StdinSource.NULL,
                  new Relay(),
                  new Relay()),
              exit -> {});
      if (!(result instanceof LaunchResult.Launched)) {
        throw new IllegalStateException(result.toString());
      }
    }

    private static final class Relay implements OutputHandler {
      @Override
      public boolean onBytes(ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes).toString();
        synchronized (DONE) {
          System.out.print(text.replace("done\n", ""));
          System.out.flush();
        }
        for (int i = 1; i < text.split("done", -1).length; i++) {
          DONE.countDown();
        }
        return true;
      }

      @Override
      public void onEnd() {}
    }
  }
}
