package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.RestartLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartWindowTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void one_more_than_allowed_within_the_window_exceeds_it() {
    RestartWindow window = RestartWindow.empty(new RestartLimit(2, Duration.ofSeconds(5)));

    window = window.add(0).add(SECOND);
    assertThat(window.isExceeded()).isFalse();
    assertThat(window.add(2 * SECOND).isExceeded()).isTrue();
  }

  @Test
  void restarts_that_left_the_window_do_not_count() {
    RestartWindow window = RestartWindow.empty(new RestartLimit(1, Duration.ofSeconds(1)));

    for (int i = 0; i < 100; i++) {
      window = window.add(i * (SECOND + 1));
      assertThat(window.isExceeded()).isFalse();
    }
    assertThat(window.size()).isEqualTo(1);
  }

  @Test
  void the_clock_may_start_anywhere_and_overflow() {
    RestartWindow window = RestartWindow.empty(new RestartLimit(1, Duration.ofSeconds(5)));

    assertThat(window.add(Long.MAX_VALUE - 1).add(Long.MIN_VALUE + 1).isExceeded()).isTrue();
    assertThat(window.add(-10 * SECOND).add(0).isExceeded()).isFalse();
  }

  @Test
  void zero_allowed_means_that_the_first_exceeds_it() {
    RestartWindow window = RestartWindow.empty(new RestartLimit(0, Duration.ofSeconds(5)));

    assertThat(window.add(0).isExceeded()).isTrue();
  }
}
