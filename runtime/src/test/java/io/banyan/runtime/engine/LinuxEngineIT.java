package io.banyan.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.proc.ProcStat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LinuxEngineIT {

  @Nested
  class Processes extends ProcessEngineContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  @Nested
  class Output extends OutputContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  @Nested
  class Resources extends ResourceContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  @Nested
  class Input extends InputContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  /** Most of them are not looked up, but taken from a clock. */
  @Test
  void knows_when_a_process_started_as_proc_tells_it() {
    try (ProcessEngine engine = ProcessEngines.create(new EngineSettings("linux", 1))) {
      for (int i = 0; i < 60; i++) {
        LaunchSpec idle =
            new LaunchSpec(
                List.of("/bin/sleep", "1000"),
                Path.of("/"),
                Fixtures.ENVIRONMENT,
                StdinSource.NULL,
                new Recorder(),
                new Recorder());
        ProcessIdentity told = new Launch(engine, idle).process().identity();

        assertThat(ProcStat.of(told.pid()).map(ProcStat::startTime)).contains(told.startTime());
      }
    }
  }

  @Nested
  class Adoption extends AdoptionContract {
    @Override
    String kind() {
      return "linux";
    }
  }

  /** Nobody has to wait for a slow disk to learn that a process which wrote nothing is over. */
  @Test
  void tells_the_end_of_a_silent_stream_while_all_output_threads_are_stuck() {
    Stuck stuck = new Stuck();
    try (ProcessEngine engine = ProcessEngines.create(new EngineSettings("linux", 1, 1))) {
      LaunchSpec chatty =
          new LaunchSpec(
              List.of("/bin/sh", "-c", "echo a line; exec sleep 1000"),
              Path.of("/"),
              Fixtures.ENVIRONMENT,
              StdinSource.NULL,
              stuck,
              new Recorder());
      new Launch(engine, chatty).process();
      Await.until("the only thread is stuck", () -> stuck.entered.getCount() == 0);

      new Launch(engine, StdinSource.NULL, List.of("/bin/true")).awaitAllTold();

      stuck.free.countDown();
    } finally {
      stuck.free.countDown();
    }
  }

  private static final class Stuck implements OutputHandler {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    @Override
    public boolean onBytes(ByteBuffer bytes) {
      entered.countDown();
      try {
        free.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return true;
    }

    @Override
    public void onEnd() {}
  }
}
