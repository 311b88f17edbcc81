package io.banyan.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTallyTest {

  private static final ChildPath WEB = new ChildPath("web");
  private static final ExitStatus CODE_3 = new ExitStatus.Exited(3);

  private long now;
  private long sequence;
  private final EventTally tally = new EventTally(() -> now);

  private void tell(ProcessEvent event) {
    tally.accept(new RecordedEvent(++sequence, Instant.EPOCH, event));
  }

  private void millisPass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  private void launch(long tookMillis) {
    tell(new ProcessEvent.Starting(WEB, 1));
    millisPass(tookMillis);
    tell(new ProcessEvent.Launched(WEB, 1, new ProcessIdentity(7, 7)));
  }

  private void end(Outcome outcome, ExitStatus status, CrashReason... reason) {
    ProcessExit exit = new ProcessExit(status, ResourceUsage.UNKNOWN);
    Optional<CrashReason> why = reason.length == 0 ? Optional.empty() : Optional.of(reason[0]);
    tell(new ProcessEvent.Ended(WEB, 1, outcome, Optional.of(exit), why));
  }

  private void restart(long delayMillis) {
    tell(new ProcessEvent.Restarting(WEB, Duration.ofMillis(delayMillis), 1, 3));
  }

  private Figures figures() {
    Figures figures = new Figures();
    tally.collect(figures);
    return figures;
  }

  private double sum(String key) {
    return figures().durations.get(key).sum();
  }

  @Nested
  class Durations {

    @Test
    void a_spawn_counts_from_starting_to_launched() {
      launch(4);

      assertThat(figures().count("SPAWN_DURATION[]")).isOne();
      assertThat(sum("SPAWN_DURATION[]")).isCloseTo(0.004, within(1e-9));
    }

    @Test
    void a_launch_that_failed_is_no_spawn() {
      tell(new ProcessEvent.Starting(WEB, 1));
      end(Outcome.FAILED, new ExitStatus.LaunchFailed("ENOENT", "no web"));
      tell(new ProcessEvent.Launched(WEB, 1, new ProcessIdentity(7, 7)));

      assertThat(figures().count("SPAWN_DURATION[]")).isZero();
    }

    @Test
    void a_restart_counts_from_the_end_without_the_declared_delay() {
      launch(1);
      end(Outcome.FAILED, CODE_3, new CrashReason.ExitCode(3));
      millisPass(2);
      restart(500);
      millisPass(503);
      launch(10);

      assertThat(figures().count("RESTART_DURATION[]")).isOne();
      assertThat(sum("RESTART_DURATION[]")).isCloseTo(0.015, within(1e-9));
    }

    @Test
    void a_start_by_hand_is_no_restart() {
      launch(1);
      end(Outcome.STOPPED, new ExitStatus.Signaled(Signal.TERM, false));
      launch(1);

      assertThat(figures().count("RESTART_DURATION[]")).isZero();
      assertThat(figures().count("SPAWN_DURATION[]")).isEqualTo(2);
    }

    @Test
    void a_restart_that_was_called_off_counts_nothing_later() {
      launch(1);
      end(Outcome.FAILED, CODE_3, new CrashReason.ExitCode(3));
      restart(500);
      tell(new ProcessEvent.Ended(WEB, 1, Outcome.STOPPED, Optional.empty(), Optional.empty()));
      millisPass(60_000);
      launch(1);

      assertThat(figures().count("RESTART_DURATION[]")).isZero();
    }

    @Test
    void a_stop_counts_from_the_first_request() {
      launch(1);
      tell(new ProcessEvent.Stopping(WEB, 1, Optional.of(Signal.TERM)));
      millisPass(200);
      tell(new ProcessEvent.Stopping(WEB, 1, Optional.of(Signal.KILL)));
      millisPass(5);
      end(Outcome.KILLED, new ExitStatus.Signaled(Signal.KILL, false));

      assertThat(sum("STOP_DURATION[killed]")).isCloseTo(0.205, within(1e-9));
      assertThat(figures().durations).doesNotContainKey("STOP_DURATION[stopped]");
    }

    @Test
    void a_crash_is_no_stop_and_a_supervisor_takes_the_time_of_its_children() {
      launch(1);
      end(Outcome.FAILED, CODE_3, new CrashReason.ExitCode(3));
      tell(new ProcessEvent.Stopping(ChildPath.ROOT, 1, Optional.empty()));
      tell(
          new ProcessEvent.Ended(
              ChildPath.ROOT, 1, Outcome.STOPPED, Optional.empty(), Optional.empty()));

      assertThat(figures().durations.keySet()).noneMatch(key -> key.startsWith("STOP"));
    }
  }

  @Nested
  class Counts {

    @Test
    void restarts_are_told_by_how_the_child_had_ended() {
      end(Outcome.FAILED, CODE_3, new CrashReason.Panic("boom"));
      restart(0);
      end(Outcome.EXITED, new ExitStatus.Exited(0));
      restart(0);
      end(Outcome.STOPPED, new ExitStatus.Signaled(Signal.TERM, false));
      restart(0);
      restart(0);

      assertThat(figures().values)
          .containsEntry("RESTARTS[panic]", 1.0)
          .containsEntry("RESTARTS[exited]", 1.0)
          .containsEntry("RESTARTS[stopped]", 2.0)
          .containsEntry("FAILURES[panic]", 1.0)
          .doesNotContainKey("FAILURES[exited]");
    }

    @ParameterizedTest
    @CsvSource({
      "0,0",
      "1,1-125",
      "125,1-125",
      "126,126-127",
      "127,126-127",
      "128,128-255",
      "255,128-255"
    })
    void exit_codes_are_told_by_class(int code, String told) {
      end(Outcome.FAILED, new ExitStatus.Exited(code), new CrashReason.ExitCode(code));

      assertThat(figures().values).containsEntry("EXITS[failed, exited, " + told + "]", 1.0);
    }

    @Test
    void other_ends_are_told_by_signal_and_by_error() {
      end(Outcome.KILLED, new ExitStatus.Signaled(Signal.KILL, false));
      end(Outcome.FAILED, new ExitStatus.LaunchFailed("EACCES", "no"), new CrashReason.Error("no"));
      end(Outcome.FAILED, new ExitStatus.Unknown(), new CrashReason.ExitUnknown());

      assertThat(figures().values)
          .containsEntry("EXITS[killed, signaled, KILL]", 1.0)
          .containsEntry("EXITS[failed, not-launched, EACCES]", 1.0)
          .containsEntry("EXITS[failed, unknown, ]", 1.0)
          .containsEntry("FAILURES[error]", 1.0)
          .containsEntry("FAILURES[exit-unknown]", 1.0);
    }

    @Test
    void lost_output_is_summed_up_by_stream_and_is_there_before_any_is_lost() {
      assertThat(figures().values)
          .containsEntry("DROPPED_BYTES[stdout]", 0.0)
          .containsEntry("DROPPED_BYTES[stderr]", 0.0);

      tell(new ProcessEvent.OutputDropped(WEB, OutputStreamKind.STDERR, 1000));
      tell(new ProcessEvent.OutputDropped(WEB, OutputStreamKind.STDERR, 24));

      assertThat(figures().values)
          .containsEntry("DROPPED_BYTES[stdout]", 0.0)
          .containsEntry("DROPPED_BYTES[stderr]", 1024.0);
    }

    @Test
    void facts_are_counted_by_type() {
      launch(1);
      end(Outcome.KILLED, new ExitStatus.Signaled(Signal.KILL, false));
      tell(new ProcessEvent.LogFailed(WEB, OutputStreamKind.STDOUT, "disk full"));

      assertThat(figures().values)
          .containsEntry("EVENTS[launched]", 1.0)
          .containsEntry("EVENTS[killed]", 1.0)
          .containsEntry("EVENTS[log-failed]", 1.0);
    }

    @Test
    void what_was_counted_stays_when_its_child_is_gone() {
      launch(1);
      end(Outcome.FAILED, CODE_3, new CrashReason.ExitCode(3));
      tell(new ProcessEvent.Undeclared(WEB));
      millisPass(60_000);
      restart(0);
      launch(1);

      assertThat(figures().values)
          .containsEntry("FAILURES[exit-code]", 1.0)
          .containsEntry("RESTARTS[unknown]", 1.0);
      // It is another child by now, which nobody saw end.
      assertThat(figures().count("RESTART_DURATION[]")).isZero();
    }
  }

  @Test
  void every_reason_there_can_be_has_a_word_in_the_documentation() throws IOException {
    String documented = Files.readString(Path.of("../docs/metrics.md"));

    for (Class<?> reason : CrashReason.class.getPermittedSubclasses()) {
      if (reason != CrashReason.NotRestarted.class) {
        assertThat(documented)
            .contains("`" + Labels.of(reason.asSubclass(CrashReason.class)) + "`");
      }
    }
  }

  @Test
  void durations_fall_into_the_first_bucket_that_holds_them() {
    Distribution durations = new Distribution();
    durations.observe(-5);
    durations.observe(500_000);
    durations.observe(500_001);
    durations.observe(Duration.ofMinutes(2).toNanos());

    long[] counts = durations.counts();
    assertThat(counts).hasSameSizeAs(Distribution.upperBounds()).startsWith(2, 1).endsWith(0, 1);
    assertThat(durations.sum()).isCloseTo(120.001, within(1e-5));
  }
}
