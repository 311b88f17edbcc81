package io.banyan.runtime.engine.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.linux.StartTimes.Span;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class StartTimesTest {

  private static final Span IN_TICK_7 = new Span(71_000_000, 79_999_999);
  private static final LongSupplier NOT_ASKED =
      () -> {
        throw new AssertionError("the system was asked");
      };

  private final StartTimes times = new StartTimes();

  @Test
  void believes_the_clock_after_the_system_has_said_the_same_eight_times() {
    prove(8);

    assertThat(times.of(IN_TICK_7, NOT_ASKED)).isEqualTo(7);
  }

  @Test
  void asks_the_system_until_then() {
    prove(7);

    assertThat(times.of(IN_TICK_7, () -> 8)).isEqualTo(8);
  }

  @Test
  void never_believes_a_clock_that_was_wrong_once() {
    prove(3);
    times.of(IN_TICK_7, () -> 8);
    prove(20);

    assertThat(times.of(IN_TICK_7, () -> 6)).isEqualTo(6);
  }

  @Test
  void asks_about_a_process_that_was_made_when_a_tick_ended() {
    prove(8);

    assertThat(times.of(new Span(79_999_999, 80_000_000), () -> 8)).isEqualTo(8);
  }

  @Test
  void asks_when_the_clock_cannot_be_read() {
    prove(8);

    assertThat(times.of(new Span(0, 0), () -> 9)).isEqualTo(9);
  }

  @Test
  void learns_nothing_from_a_process_that_was_made_when_a_tick_ended() {
    for (int i = 0; i < 20; i++) {
      times.of(new Span(79_999_999, 80_000_000), () -> 8);
    }

    assertThat(times.of(IN_TICK_7, () -> 6)).isEqualTo(6);
  }

  private void prove(int often) {
    for (int i = 0; i < often; i++) {
      assertThat(times.of(IN_TICK_7, () -> 7)).isEqualTo(7);
    }
  }
}
