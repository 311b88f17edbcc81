package io.banyan.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashTest {

  private static final List<String> PANIC = List.of("panic: out of memory");

  @Test
  void with_a_panic_is_told_by_its_message() {
    assertThat(Crash.reason(new ExitStatus.Exited(2), PANIC).description())
        .isEqualTo("Panic: out of memory");
    assertThat(Crash.reason(died("ABRT"), PANIC).description()).isEqualTo("Panic: out of memory");
  }

  @Test
  void without_one_is_told_by_its_exit_code() {
    assertThat(Crash.reason(new ExitStatus.Exited(137), List.of()).description())
        .isEqualTo("Exit code: 137");
  }

  @Test
  void of_a_command_that_was_not_found_is_told_by_its_exit_code() {
    assertThat(Crash.reason(new ExitStatus.Exited(127), PANIC).description())
        .isEqualTo("Exit code: 127");
  }

  @Test
  void by_a_signal_from_outside_is_told_by_the_signal_whatever_was_written_before() {
    assertThat(Crash.reason(died("KILL"), PANIC).description()).isEqualTo("Killed by signal: KILL");
  }

  @Test
  void looks_only_at_the_last_lines() {
    List<String> lines = new ArrayList<>(PANIC);
    lines.addAll(Collections.nCopies(100, "fine again"));

    assertThat(Crash.reason(new ExitStatus.Exited(1), lines).description())
        .isEqualTo("Exit code: 1");
  }

  @Test
  void of_an_adopted_process_is_told_by_its_panic_or_not_at_all() {
    assertThat(Crash.reason(new ExitStatus.Unknown(), PANIC).description())
        .isEqualTo("Panic: out of memory");
    assertThat(Crash.reason(new ExitStatus.Unknown(), List.of("fine")).description())
        .isEqualTo("Exit unknown: it was adopted");
  }

  private static ExitStatus died(String signal) {
    return new ExitStatus.Signaled(Signal.parse(signal).orElseThrow(), false);
  }
}
