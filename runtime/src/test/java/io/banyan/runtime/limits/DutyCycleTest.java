package io.banyan.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banyan.runtime.limits.DutyCycle.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock is a number, and so is the processor. */
class DutyCycleTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long TICK = Duration.ofMillis(10).toNanos();

  @ParameterizedTest
  @CsvSource({"1,1", "5,1", "25,1", "25,2", "50,8", "90,1", "100,2", "150,2", "390,4"})
  void keeps_a_busy_process_at_its_share_over_ten_seconds(int percent, int cores) {
    double used = simulate(percent, cores, 10 * SECOND, 0);

    double expected = Math.min(percent, 100.0 * cores);
    assertThat(used * 100 / (10 * SECOND)).isCloseTo(expected, within(5.0));
  }

  @Test
  void keeps_it_even_when_each_look_comes_late() {
    double used = simulate(25, 2, 60 * SECOND, Duration.ofMillis(80).toNanos());

    assertThat(used * 100 / (60 * SECOND)).isCloseTo(25.0, within(2.0));
  }

  @Test
  void leaves_alone_who_takes_less_than_its_share() {
    DutyCycle cycle = DutyCycle.start(50, 0);
    for (long now = 0; now <= 10 * SECOND; now += SECOND / 10) {
      DutyCycle.Decision decision = cycle.look(now, now / 4);
      assertThat(decision.step()).isEqualTo(Step.GO_ON);
      cycle = decision.next();
    }
  }

  @Test
  void looks_less_often_at_who_is_idle() {
    DutyCycle cycle = DutyCycle.start(50, 0);
    long busy = cycle.interval();
    for (int i = 1; i < 10; i++) {
      cycle = cycle.look(i * SECOND, 0).next();
    }

    assertThat(cycle.interval()).isGreaterThan(busy).isLessThanOrEqualTo(SECOND / 4);
    assertThat(cycle.look(10 * SECOND, 1).next().interval()).isEqualTo(busy);
  }

  @Test
  void does_not_let_an_idle_process_save_up() {
    DutyCycle idle = DutyCycle.start(10, 0).look(3600 * SECOND, 0).next();

    DutyCycle.Decision burst = idle.look(3601 * SECOND, SECOND / 2);

    assertThat(burst.step()).isEqualTo(Step.SUSPEND);
  }

  @Test
  void pauses_until_the_debt_is_paid_and_no_longer() {
    DutyCycle start = DutyCycle.start(50, 0);

    DutyCycle.Decision over = start.look(SECOND, SECOND);
    assertThat(over.step()).isEqualTo(Step.SUSPEND);
    DutyCycle.Decision still = over.next().look(SECOND + SECOND / 2, SECOND);
    assertThat(still.step()).isEqualTo(Step.GO_ON);
    assertThat(still.next().suspended()).isTrue();
    DutyCycle.Decision paid = still.next().look(3 * SECOND, SECOND);
    assertThat(paid.step()).isEqualTo(Step.RESUME);
    assertThat(paid.next().suspended()).isFalse();
  }

  @Test
  void suspends_again_who_was_woken_up_by_somebody_else() {
    DutyCycle pausing = DutyCycle.start(50, 0).look(SECOND, 2 * SECOND).next();

    DutyCycle.Decision woken = pausing.look(SECOND + SECOND / 4, 2 * SECOND + SECOND / 4);

    assertThat(woken.step()).isEqualTo(Step.SUSPEND);
  }

  @Test
  void takes_processor_time_that_vanished_for_none() {
    DutyCycle cycle = DutyCycle.start(50, 0).look(SECOND, SECOND / 50).next();

    DutyCycle.Decision less = cycle.look(2 * SECOND, 0);

    assertThat(less.step()).isEqualTo(Step.GO_ON);
    assertThat(less.next().look(3 * SECOND, SECOND / 50).step()).isEqualTo(Step.GO_ON);
  }

  /** Processor time a process gets that never rests; the system tells it in whole ticks. */
  private static double simulate(int percent, int cores, long duration, long lateness) {
    DutyCycle cycle = DutyCycle.start(percent, 0);
    long now = 0;
    long used = 0;
    while (now < duration) {
      long wait = Math.min(cycle.interval() + lateness, duration - now);
      now += wait;
      used += cycle.suspended() ? 0 : wait * cores;
      cycle = cycle.look(now, used / TICK * TICK).next();
    }
    return used;
  }
}
