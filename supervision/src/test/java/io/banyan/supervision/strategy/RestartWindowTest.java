package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.RestartLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartWindowTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void one_more_than_allowed_within_the_window_exceeds_it() {
    RestartWindow window = window(2, Duration.ofSeconds(5));

    assertThat(exceededBy(window, 0)).isFalse();
    assertThat(exceededBy(window, SECOND)).isFalse();
    assertThat(exceededBy(window, 2 * SECOND)).isTrue();
  }

  @Test
  void restarts_that_left_the_window_do_not_count() {
    RestartWindow window = window(1, Duration.ofSeconds(1));

    for (int i = 0; i < 100; i++) {
      assertThat(exceededBy(window, i * (SECOND + 1))).isFalse();
    }
    assertThat(window.size()).isEqualTo(1);
  }

  @Test
  void the_clock_may_start_anywhere_and_overflow() {
    RestartWindow overflowing = window(1, Duration.ofSeconds(5));
    RestartWindow negative = window(1, Duration.ofSeconds(5));

    assertThat(exceededBy(overflowing, Long.MAX_VALUE - 1)).isFalse();
    assertThat(exceededBy(overflowing, Long.MIN_VALUE + 1)).isTrue();
    assertThat(exceededBy(negative, -10 * SECOND)).isFalse();
    assertThat(exceededBy(negative, 0)).isFalse();
  }

  @Test
  void zero_allowed_means_that_the_first_exceeds_it() {
    assertThat(exceededBy(window(0, Duration.ofSeconds(5)), 0)).isTrue();
  }

  @Test
  void another_limit_holds_for_what_was_counted_before() {
    RestartWindow window = window(3, Duration.ofSeconds(5));
    window.add(0);
    window.add(SECOND);

    window.limit(new RestartLimit(1, Duration.ofSeconds(5)));

    assertThat(window.isExceeded()).isTrue();
  }

  private static boolean exceededBy(RestartWindow window, long now) {
    window.add(now);
    return window.isExceeded();
  }

  private static RestartWindow window(int maxRestarts, Duration within) {
    return new RestartWindow(new RestartLimit(maxRestarts, within));
  }
}
