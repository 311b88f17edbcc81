package io.banyan.pool.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.ResourceUsage;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.limits.Limits;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final ChildPath PATH = new ChildPath("functions/function-1");
  private static final CrashReason HEAP =
      new CrashReason.Panic("java.lang.OutOfMemoryError: Java heap space");

  private final Limits limits = Limits.NONE.withTimeout(Duration.ofSeconds(3));

  @Test
  void what_was_stopped_or_killed_here_is_cancelled() {
    assertThat(of(true, false, Outcome.STOPPED, exited(143), null))
        .isEqualTo(new FunctionResult.Cancelled<>());
    assertThat(of(true, false, Outcome.KILLED, signaled(Signal.KILL), null))
        .isEqualTo(new FunctionResult.Cancelled<>());
  }

  @Test
  void a_full_heap_is_no_exit_unless_the_jvm_has_said_goodbye() {
    assertThat(of(true, false, Outcome.FAILED, exited(3), HEAP))
        .isInstanceOf(FunctionResult.OutOfMemory.class);
    assertThat(of(true, true, Outcome.FAILED, exited(3), HEAP))
        .isEqualTo(new FunctionResult.Exited<>(3));
  }

  @Test
  void an_exit_is_one_with_whatever_code() {
    assertThat(of(true, true, Outcome.EXITED, exited(0), null))
        .isEqualTo(new FunctionResult.Exited<>(0));
    assertThat(of(true, true, Outcome.FAILED, exited(3), new CrashReason.ExitCode(3)))
        .isEqualTo(new FunctionResult.Exited<>(3));
    assertThat(of(true, false, Outcome.FAILED, exited(9), new CrashReason.ExitCode(9)))
        .isEqualTo(new FunctionResult.Exited<>(9));
  }

  @Test
  void one_that_never_spoke_did_not_start() {
    assertThat(of(false, false, Outcome.FAILED, exited(1), new CrashReason.ExitCode(1)))
        .isEqualTo(new FunctionResult.LaunchFailed<>("its JVM did not start: Exit code: 1"));
    assertThat(
            of(
                false,
                false,
                Outcome.FAILED,
                new ExitStatus.LaunchFailed("ENOENT", "No such file or directory: java"),
                new CrashReason.Error("No such file or directory: java")))
        .isEqualTo(new FunctionResult.LaunchFailed<>("No such file or directory: java"));
  }

  @Test
  void a_signal_from_elsewhere_is_a_crash() {
    assertThat(
            of(
                true,
                false,
                Outcome.FAILED,
                signaled(Signal.KILL),
                new CrashReason.KilledBySignal(Signal.KILL, false)))
        .isEqualTo(new FunctionResult.Crashed<>(Signal.KILL, false));
  }

  @Test
  void limits_are_told_as_such_however_the_process_ended() {
    assertThat(of(true, false, Outcome.FAILED, exited(143), new CrashReason.Timeout()))
        .isEqualTo(new FunctionResult.TimedOut<>(Duration.ofSeconds(3)));
    assertThat(
            of(
                true,
                false,
                Outcome.FAILED,
                signaled(Signal.KILL),
                new CrashReason.ResourceLimit("memory 64 MiB")))
        .isEqualTo(new FunctionResult.OutOfMemory<>("limit of memory 64 MiB"));
  }

  @Test
  void any_other_reason_is_told_in_its_own_words() {
    CrashReason linked =
        new CrashReason.Linked(new ChildPath("database"), new CrashReason.ExitCode(1));

    assertThat(of(true, false, Outcome.FAILED, signaled(Signal.KILL), linked))
        .isEqualTo(new FunctionResult.Failed<>("linked to database, which failed: Exit code: 1"));
  }

  private FunctionResult<Object> of(
      boolean connected,
      boolean exiting,
      Outcome outcome,
      ExitStatus status,
      @Nullable CrashReason reason) {
    ProcessExit exit = new ProcessExit(status, ResourceUsage.UNKNOWN);
    return new Verdict(limits, connected, exiting)
        .of(
            new ProcessEvent.Ended(
                PATH, 1, outcome, Optional.of(exit), Optional.ofNullable(reason)));
  }

  private static ExitStatus exited(int code) {
    return new ExitStatus.Exited(code);
  }

  private static ExitStatus signaled(Signal signal) {
    return new ExitStatus.Signaled(signal, false);
  }
}
