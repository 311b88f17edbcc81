package io.banyan.runtime.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertMachineTest {

  private static final double ABOVE = 90;
  private static final double BETWEEN = 75;
  private static final double BELOW = 10;
  private static final Duration HOLDS = Duration.ofSeconds(10);
  private static final Duration COOLDOWN = Duration.ofSeconds(60);
  private static final AlertAction LOG = new AlertAction.WriteLog();
  private static final AlertAction RESTART = new AlertAction.Restart();

  /** What happens, at a moment in seconds. */
  enum Event {
    ABOVE((machine, at) -> machine.sampled(AlertMachineTest.ABOVE, seconds(at))),
    BETWEEN((machine, at) -> machine.sampled(AlertMachineTest.BETWEEN, seconds(at))),
    BELOW((machine, at) -> machine.sampled(AlertMachineTest.BELOW, seconds(at))),
    ENDED((machine, at) -> machine.ended(seconds(at))),
    WITHDRAWN((machine, at) -> machine.withdrawn(seconds(at)));

    private final BiFunction<AlertMachine, Integer, List<AlertDecision>> happens;

    Event(BiFunction<AlertMachine, Integer, List<AlertDecision>> happens) {
      this.happens = happens;
    }
  }

  /** Where it gets to, and at which second the event of the table comes. */
  enum Reached {
    CALM(5),
    BREACHED_FOR_A_MOMENT(5, Event.ABOVE),
    BREACHED_LONG_ENOUGH(10, Event.ABOVE),
    RAISED(15, Event.ABOVE, Event.ABOVE),
    RAISED_FOR_LONG(40, Event.ABOVE, Event.ABOVE),
    CLEARED_IN_THE_COOLDOWN(25, Event.ABOVE, Event.ABOVE, Event.BELOW, Event.ABOVE),
    BREACHED_WHEN_THE_COOLDOWN_ENDS(70, Event.ABOVE, Event.ABOVE, Event.BELOW, Event.ABOVE),
    OVER(15, Event.WITHDRAWN);

    private final int at;
    private final List<Event> before;

    Reached(int at, Event... before) {
      this.at = at;
      this.before = List.of(before);
    }

    /** The events before come at the seconds 0, 10, 12 and 13. */
    AlertMachine machine() {
      AlertMachine machine = new AlertMachine(rule());
      List<Integer> moments = List.of(0, 10, 12, 13);
      for (int i = 0; i < before.size(); i++) {
        before.get(i).happens.apply(machine, moments.get(i));
      }
      return machine;
    }
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row(Reached.CALM, Event.ABOVE),
        row(Reached.CALM, Event.BETWEEN),
        row(Reached.CALM, Event.BELOW),
        row(Reached.CALM, Event.ENDED),
        row(Reached.CALM, Event.WITHDRAWN),
        row(Reached.BREACHED_FOR_A_MOMENT, Event.ABOVE),
        row(Reached.BREACHED_FOR_A_MOMENT, Event.BETWEEN),
        row(Reached.BREACHED_FOR_A_MOMENT, Event.BELOW),
        row(Reached.BREACHED_FOR_A_MOMENT, Event.ENDED),
        row(Reached.BREACHED_FOR_A_MOMENT, Event.WITHDRAWN),
        row(Reached.BREACHED_LONG_ENOUGH, Event.ABOVE, raise(), act(LOG, ABOVE, 0)),
        row(Reached.BREACHED_LONG_ENOUGH, Event.BETWEEN),
        row(Reached.BREACHED_LONG_ENOUGH, Event.BELOW),
        row(Reached.BREACHED_LONG_ENOUGH, Event.ENDED),
        row(Reached.BREACHED_LONG_ENOUGH, Event.WITHDRAWN),
        row(Reached.RAISED, Event.ABOVE),
        row(Reached.RAISED, Event.BETWEEN),
        row(Reached.RAISED, Event.BELOW, clear(ClearReason.FELL, BELOW, 5)),
        row(Reached.RAISED, Event.ENDED, clear(ClearReason.ENDED, ABOVE, 5)),
        row(Reached.RAISED, Event.WITHDRAWN, clear(ClearReason.WITHDRAWN, ABOVE, 5)),
        row(Reached.RAISED_FOR_LONG, Event.ABOVE, act(RESTART, ABOVE, 30)),
        row(Reached.RAISED_FOR_LONG, Event.BETWEEN, act(RESTART, BETWEEN, 30)),
        row(Reached.RAISED_FOR_LONG, Event.BELOW, clear(ClearReason.FELL, BELOW, 30)),
        row(Reached.RAISED_FOR_LONG, Event.ENDED, clear(ClearReason.ENDED, ABOVE, 30)),
        row(Reached.RAISED_FOR_LONG, Event.WITHDRAWN, clear(ClearReason.WITHDRAWN, ABOVE, 30)),
        row(Reached.CLEARED_IN_THE_COOLDOWN, Event.ABOVE),
        row(Reached.CLEARED_IN_THE_COOLDOWN, Event.BETWEEN),
        row(Reached.CLEARED_IN_THE_COOLDOWN, Event.BELOW),
        row(Reached.CLEARED_IN_THE_COOLDOWN, Event.ENDED),
        row(Reached.CLEARED_IN_THE_COOLDOWN, Event.WITHDRAWN),
        row(Reached.BREACHED_WHEN_THE_COOLDOWN_ENDS, Event.ABOVE, raise(), act(LOG, ABOVE, 0)),
        row(Reached.BREACHED_WHEN_THE_COOLDOWN_ENDS, Event.BETWEEN),
        row(Reached.BREACHED_WHEN_THE_COOLDOWN_ENDS, Event.BELOW),
        row(Reached.BREACHED_WHEN_THE_COOLDOWN_ENDS, Event.ENDED),
        row(Reached.BREACHED_WHEN_THE_COOLDOWN_ENDS, Event.WITHDRAWN),
        row(Reached.OVER, Event.ABOVE),
        row(Reached.OVER, Event.BETWEEN),
        row(Reached.OVER, Event.BELOW),
        row(Reached.OVER, Event.ENDED),
        row(Reached.OVER, Event.WITHDRAWN));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("table")
  void every_state_and_every_event(Reached state, Event event, List<AlertDecision> decisions) {
    assertThat(event.happens.apply(state.machine(), state.at)).isEqualTo(decisions);
  }

  @Test
  void a_breach_of_a_whole_day_is_one_alert_with_each_of_its_steps_once() {
    AlertMachine machine = new AlertMachine(rule());

    List<AlertDecision> all = new ArrayList<>();
    for (int second = 0; second < 86_400; second++) {
      all.addAll(machine.sampled(second % 2 == 0 ? ABOVE : ABOVE + 1, seconds(second)));
    }

    assertThat(all).containsExactly(raise(), act(LOG, ABOVE, 0), act(RESTART, ABOVE, 30));
  }

  @Test
  void a_value_that_swings_above_the_lower_threshold_is_one_alert() {
    AlertMachine machine = raised();

    List<AlertDecision> all = new ArrayList<>();
    for (int second = 11; second < 30; second++) {
      all.addAll(machine.sampled(second % 2 == 0 ? ABOVE : BETWEEN, seconds(second)));
    }

    assertThat(all).isEmpty();
    assertThat(machine.isRaised()).isTrue();
  }

  @Test
  void a_value_that_swings_over_both_thresholds_is_one_alert_in_each_cooldown() {
    AlertMachine machine = new AlertMachine(rule());

    long alerts = 0;
    for (int second = 0; second < 6000; second++) {
      double value = second % 20 < 15 ? ABOVE : BELOW;
      alerts +=
          machine.sampled(value, seconds(second)).stream()
              .filter(decision -> decision instanceof AlertDecision.Raise)
              .count();
    }

    assertThat(alerts).isEqualTo(6000 / 60);
  }

  @Test
  void a_single_sample_below_the_threshold_begins_the_time_anew() {
    AlertMachine machine = new AlertMachine(rule());
    Event.ABOVE.happens.apply(machine, 0);
    Event.BETWEEN.happens.apply(machine, 9);
    Event.ABOVE.happens.apply(machine, 10);

    assertThat(Event.ABOVE.happens.apply(machine, 19)).isEmpty();
    assertThat(Event.ABOVE.happens.apply(machine, 20)).contains(raise());
  }

  @Test
  void the_next_incarnation_has_to_breach_as_long_and_is_in_the_same_cooldown() {
    AlertMachine machine = raised();
    machine.ended(seconds(12));

    Event.ABOVE.happens.apply(machine, 13);
    assertThat(Event.ABOVE.happens.apply(machine, 69)).isEmpty();
    assertThat(Event.ABOVE.happens.apply(machine, 70)).contains(raise());
  }

  @Test
  void without_a_duration_the_first_sample_is_enough() {
    AlertTrigger trigger = new AlertTrigger(cpu(), 80, 70, Duration.ZERO);
    AlertMachine machine =
        new AlertMachine(new AlertRule("hot", trigger, Duration.ZERO, List.of()));

    assertThat(Event.ABOVE.happens.apply(machine, 3)).containsExactly(raise());
  }

  @Test
  void steps_that_became_due_between_two_samples_come_in_their_order() {
    List<Escalation> steps =
        List.of(
            new Escalation(RESTART, Duration.ofSeconds(3)),
            new Escalation(LOG, Duration.ofSeconds(2)));
    AlertTrigger trigger = new AlertTrigger(cpu(), 80, 70, Duration.ZERO);
    AlertMachine machine = new AlertMachine(new AlertRule("hot", trigger, COOLDOWN, steps));
    Event.ABOVE.happens.apply(machine, 0);

    assertThat(Event.ABOVE.happens.apply(machine, 5))
        .containsExactly(act(LOG, ABOVE, 5), act(RESTART, ABOVE, 5));
  }

  @Test
  void what_is_no_number_is_no_breach() {
    AlertMachine machine = new AlertMachine(rule());

    machine.sampled(Double.NaN, 0);

    assertThat(Event.ABOVE.happens.apply(machine, 15)).isEmpty();
  }

  @Test
  void a_clock_may_run_over_its_end() {
    AlertMachine machine = new AlertMachine(rule());
    machine.sampled(ABOVE, Long.MAX_VALUE - 1);

    assertThat(machine.sampled(ABOVE, Long.MAX_VALUE + seconds(10))).contains(raise());
  }

  private static AlertMachine raised() {
    AlertMachine machine = new AlertMachine(rule());
    Event.ABOVE.happens.apply(machine, 0);
    Event.ABOVE.happens.apply(machine, 10);
    return machine;
  }

  private static AlertRule rule() {
    return new AlertRule(
        "hot",
        new AlertTrigger(cpu(), 80, 70, HOLDS),
        COOLDOWN,
        List.of(
            new Escalation(LOG, Duration.ZERO), new Escalation(RESTART, Duration.ofSeconds(30))));
  }

  private static AlertSubject cpu() {
    return new AlertSubject(AlertMetric.CPU, AlertScope.PROCESS);
  }

  private static AlertDecision raise() {
    return new AlertDecision.Raise(ABOVE);
  }

  private static AlertDecision act(AlertAction action, double value, int raisedFor) {
    return new AlertDecision.Act(action, value, Duration.ofSeconds(raisedFor));
  }

  private static AlertDecision clear(ClearReason reason, double value, int raisedFor) {
    return new AlertDecision.Clear(reason, value, Duration.ofSeconds(raisedFor));
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static Arguments row(Reached state, Event event, AlertDecision... decisions) {
    return arguments(state, event, List.of(decisions));
  }
}
