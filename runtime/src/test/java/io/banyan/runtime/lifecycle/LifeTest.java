package io.banyan.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifeTest {

  private static final ChildPath WEB = new ChildPath("web");

  private final TreeView view = new TreeView();

  @BeforeEach
  void declared() {
    publish(new ProcessEvent.ProcessDeclared(WEB, false, "permanent", List.of("web")));
  }

  @Test
  void one_that_waits_says_for_what_until_it_starts() {
    publish(new ProcessEvent.Waiting(WEB, "database to be ready"));
    assertThat(status()).isEqualTo("Initialized (waits for database to be ready)");

    publish(new ProcessEvent.Starting(WEB, 1));
    assertThat(status()).isEqualTo("Starting");
  }

  @Test
  void one_that_waits_for_its_restart_says_so() {
    crash(1, new CrashReason.ExitCode(1));
    publish(new ProcessEvent.Restarting(WEB, Duration.ZERO, 1, 3));
    publish(new ProcessEvent.Waiting(WEB, "database to be ready"));

    assertThat(status()).isEqualTo("Restarting (waits for database to be ready) [restarts: 1]");
  }

  @Test
  void one_that_is_told_not_to_start_waits_no_more() {
    publish(new ProcessEvent.Waiting(WEB, "database to be ready"));
    publish(stopped(0));
    assertThat(status()).isEqualTo("Stopped");

    publish(new ProcessEvent.Waiting(WEB, "database to be ready"));
    assertThat(status()).isEqualTo("Stopped (waits for database to be ready)");
    publish(stopped(0));
    assertThat(status()).isEqualTo("Stopped");
  }

  @Test
  void one_that_is_not_restarted_says_after_which_code() {
    crash(1, new CrashReason.ExitCode(78));
    publish(notRestarted(new CrashReason.ExitCode(78)));
    assertThat(status()).isEqualTo("Failed (Not restarted: exit code 78)");

    publish(new ProcessEvent.Starting(WEB, 2));
    publish(new ProcessEvent.Ready(WEB, 2));
    assertThat(status()).isEqualTo("Running");
  }

  @Test
  void what_it_said_in_its_panic_is_not_lost_by_that() {
    crash(1, new CrashReason.Panic("no such table"));
    publish(notRestarted(new CrashReason.Panic("no such table")));

    assertThat(status()).isEqualTo("Failed (Not restarted: exit code 78, Panic: no such table)");
  }

  private void crash(int incarnation, CrashReason reason) {
    publish(new ProcessEvent.Starting(WEB, incarnation));
    publish(
        new ProcessEvent.Ended(
            WEB, incarnation, Outcome.FAILED, Optional.empty(), Optional.of(reason)));
  }

  private static ProcessEvent notRestarted(CrashReason cause) {
    return new ProcessEvent.NotRestarted(WEB, 1, new CrashReason.NotRestarted(78, cause));
  }

  private static ProcessEvent stopped(int incarnation) {
    return new ProcessEvent.Ended(
        WEB, incarnation, Outcome.STOPPED, Optional.empty(), Optional.empty());
  }

  private void publish(ProcessEvent event) {
    view.accept(new RecordedEvent(1, Instant.EPOCH, event));
  }

  private String status() {
    return view.get(WEB).orElseThrow().status();
  }
}
