package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RestartDelayTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void without_backoff_every_wait_is_the_same_and_chance_is_not_asked() {
    Waits delay = new Waits(Backoff.constant(Duration.ofMillis(1234)), unasked());

    assertThat(next(delay, 50)).containsOnly(Duration.ofMillis(1234));
    assertThat(next(new Waits(Backoff.NONE, unasked()), 50)).containsOnly(Duration.ZERO);
  }

  @Test
  void each_wait_in_a_row_is_longer_up_to_the_maximum() {
    Waits delay = new Waits(backoff(0), unasked());

    assertThat(next(delay, 6))
        .containsExactly(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(800),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
  }

  @Test
  void however_many_restarts_there_are_it_stays_at_the_maximum() {
    Backoff steep =
        new Backoff(Duration.ofNanos(1), Duration.ofDays(200), 1000, 0, Duration.ofSeconds(1));

    assertThat(next(new Waits(steep, unasked()), 5000)).endsWith(Duration.ofDays(200));
  }

  @Test
  void a_wait_that_begins_at_nothing_stays_there() {
    Backoff nothing = new Backoff(Duration.ZERO, Duration.ofDays(1), 10, 1, Duration.ofSeconds(1));

    assertThat(next(new Waits(nothing, unasked()), 1000)).containsOnly(Duration.ZERO);
  }

  @Test
  void chance_makes_it_shorter_or_longer_by_its_share() {
    assertThat(new Waits(backoff(0.5), always(0)).next()).isEqualTo(Duration.ofMillis(50));
    assertThat(new Waits(backoff(0.5), always(0.5)).next()).isEqualTo(Duration.ofMillis(100));
    assertThat(new Waits(backoff(0.5), always(0.9)).next()).isEqualTo(Duration.ofMillis(140));
  }

  @Test
  void at_the_maximum_chance_makes_it_only_shorter() {
    Waits delay = new Waits(backoff(0.5), always(0.5));

    assertThat(next(delay, 9)).endsWith(Duration.ofMillis(750));
  }

  @Test
  void stays_within_its_bounds_whatever_chance_says() {
    Waits delay = new Waits(backoff(1), new Random(7));

    assertThat(next(delay, 1000))
        .allMatch(wait -> !wait.isNegative() && wait.compareTo(Duration.ofSeconds(1)) <= 0);
  }

  @Test
  void begins_anew_after_it_was_up_for_long_enough() {
    Waits delay = new Waits(backoff(0), unasked());
    next(delay, 3);

    delay.ready(0);
    delay.ended(10 * SECOND - 1);
    assertThat(delay.next()).isEqualTo(Duration.ofMillis(800));

    delay.ready(0);
    delay.ended(10 * SECOND);
    assertThat(delay.next()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void time_in_which_it_never_became_ready_does_not_count() {
    Waits delay = new Waits(backoff(0), unasked());
    delay.ready(0);
    delay.ended(SECOND);
    next(delay, 2);

    delay.ended(100 * SECOND);

    assertThat(delay.next()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void the_clock_may_overflow() {
    Waits delay = new Waits(backoff(0), unasked());
    next(delay, 2);

    delay.ready(Long.MAX_VALUE - SECOND);
    delay.ended(Long.MIN_VALUE + 10 * SECOND);

    assertThat(delay.next()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void an_operator_makes_it_begin_anew() {
    Waits delay = new Waits(backoff(0), unasked());
    next(delay, 3);

    delay.forget();

    assertThat(delay.next()).isEqualTo(Duration.ofMillis(100));
  }

  /** 100 ms, doubled up to 1 s, anew after 10 s. */
  private static Backoff backoff(double jitter) {
    return new Backoff(
        Duration.ofMillis(100), Duration.ofSeconds(1), 2, jitter, Duration.ofSeconds(10));
  }

  /** One child with its backoff and its chance. */
  private record Waits(Backoff backoff, RandomGenerator random, RestartDelay delay) {
    Waits(Backoff backoff, RandomGenerator random) {
      this(backoff, random, new RestartDelay());
    }

    Duration next() {
      return delay.next(backoff, random);
    }

    void ready(long now) {
      delay.ready(now);
    }

    void ended(long now) {
      delay.ended(now, backoff);
    }

    void forget() {
      delay.forget();
    }
  }

  private static List<Duration> next(Waits delay, int times) {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      waits.add(delay.next());
    }
    return waits;
  }

  private static RandomGenerator always(double value) {
    return new RandomGenerator() {
      @Override
      public double nextDouble() {
        return value;
      }

      @Override
      public long nextLong() {
        throw new AssertionError("a share is asked for");
      }
    };
  }

  private static RandomGenerator unasked() {
    return () -> {
      throw new AssertionError("nothing is left to chance");
    };
  }
}
