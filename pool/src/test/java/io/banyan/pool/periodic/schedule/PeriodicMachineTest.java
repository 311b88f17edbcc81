package io.banyan.pool.periodic.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.periodic.schedule.PeriodicAction.LookAfter;
import io.banyan.pool.periodic.schedule.PeriodicAction.MissedRuns;
import io.banyan.pool.periodic.schedule.PeriodicAction.Plan;
import io.banyan.pool.periodic.schedule.PeriodicAction.Skipped;
import io.banyan.pool.periodic.schedule.PeriodicAction.Start;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodicMachineTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final PeriodicSettings EVERY_MINUTE =
      PeriodicSettings.of(new Schedule.Every(MINUTE));
  private static final PeriodicSettings EVERY_HOUR =
      PeriodicSettings.of(new Schedule.At(Cron.parse("0 * * * *", ZoneOffset.UTC)));

  private RandomGenerator random = () -> 0;
  private long nanos = 1_000;
  private Instant wall = NOON;

  // Time

  private Moment now() {
    return new Moment(nanos, wall);
  }

  private Moment after(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
    return now();
  }

  /** The machine slept, or somebody has put the clock. */
  private Moment jump(Duration time) {
    wall = wall.plus(time);
    return now();
  }

  private PeriodicMachine begun(PeriodicSettings settings) {
    PeriodicMachine machine = new PeriodicMachine(settings, random);
    machine.begin(now());
    return machine;
  }

  private static List<PeriodicAction> withoutPlans(List<PeriodicAction> actions) {
    return actions.stream()
        .filter(action -> !(action instanceof LookAfter || action instanceof Plan))
        .toList();
  }

  private static Duration lookAfter(List<PeriodicAction> actions) {
    return actions.stream()
        .flatMap(action -> action instanceof LookAfter look ? Stream.of(look.time()) : Stream.of())
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class An_interval {

    @Test
    void begins_after_itself_and_goes_on() {
      PeriodicMachine machine = new PeriodicMachine(EVERY_MINUTE, random);

      assertThat(machine.begin(now()))
          .containsExactly(new Plan(Optional.of(NOON.plus(MINUTE))), new LookAfter(MINUTE));
      assertThat(machine.look(after(MINUTE.minusNanos(1))))
          .containsExactly(new LookAfter(Duration.ofNanos(1)));
      assertThat(machine.look(after(Duration.ofNanos(1))))
          .containsExactly(
              new Start(1, Cause.SCHEDULE),
              new Plan(Optional.of(NOON.plus(MINUTE.multipliedBy(2)))),
              new LookAfter(MINUTE));
      machine.ended(1);
      assertThat(withoutPlans(machine.look(after(MINUTE))))
          .containsExactly(new Start(2, Cause.SCHEDULE));
    }

    @Test
    void begins_after_its_initial_delay_if_it_has_one() {
      PeriodicMachine machine = begun(EVERY_MINUTE.withInitialDelay(Duration.ofSeconds(10)));

      assertThat(withoutPlans(machine.look(after(Duration.ofSeconds(10))))).hasSize(1);
      machine.ended(1);
      assertThat(withoutPlans(machine.look(after(Duration.ofSeconds(59))))).isEmpty();
      assertThat(withoutPlans(machine.look(after(Duration.ofSeconds(1))))).hasSize(1);
    }

    @Test
    void can_begin_at_once() {
      PeriodicMachine machine =
          new PeriodicMachine(EVERY_MINUTE.withInitialDelay(Duration.ZERO), random);

      assertThat(lookAfter(machine.begin(now()))).isZero();
      assertThat(withoutPlans(machine.look(now()))).hasSize(1);
    }

    @Test
    void is_not_late_for_ever_when_one_look_was() {
      PeriodicMachine machine = begun(EVERY_MINUTE);

      assertThat(lookAfter(machine.look(after(MINUTE.plusSeconds(5)))))
          .isEqualTo(Duration.ofSeconds(55));
    }

    @Test
    void does_not_care_for_the_clock_on_the_wall() {
      PeriodicMachine machine = begun(EVERY_MINUTE);

      assertThat(withoutPlans(machine.look(jump(Duration.ofDays(365))))).isEmpty();
      assertThat(withoutPlans(machine.look(jump(Duration.ofDays(-700))))).isEmpty();
      assertThat(withoutPlans(machine.look(after(MINUTE)))).hasSize(1);
    }

    @Test
    void is_late_by_chance_but_keeps_its_pace() {
      random = () -> 1L << 63;
      PeriodicMachine machine =
          new PeriodicMachine(EVERY_MINUTE.withJitter(Duration.ofSeconds(20)), random);

      Duration half = Duration.ofSeconds(10);
      assertThat(lookAfter(machine.begin(now()))).isEqualTo(MINUTE.plus(half));
      assertThat(withoutPlans(machine.look(after(MINUTE)))).isEmpty();
      List<PeriodicAction> due = machine.look(after(half));
      assertThat(withoutPlans(due)).hasSize(1);
      assertThat(lookAfter(due)).isEqualTo(MINUTE);
    }
  }

  @Nested
  class The_clock {

    @Test
    void is_looked_at_now_and_then_because_it_can_be_put() {
      PeriodicMachine machine = new PeriodicMachine(EVERY_HOUR, random);

      assertThat(machine.begin(now()))
          .containsExactly(
              new Plan(Optional.of(Instant.parse("2026-01-01T13:00:00Z"))),
              new LookAfter(Timetable.LOOK));
      assertThat(lookAfter(machine.look(after(Duration.ofMinutes(59).plusSeconds(50)))))
          .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void is_believed_when_a_run_is_a_little_late() {
      PeriodicMachine machine = begun(EVERY_HOUR);

      assertThat(withoutPlans(machine.look(after(Duration.ofMinutes(61)))))
          .containsExactly(new Start(1, Cause.SCHEDULE));
    }

    @Test
    void has_no_run_before_the_initial_delay() {
      PeriodicMachine machine =
          new PeriodicMachine(EVERY_HOUR.withInitialDelay(Duration.ofHours(2)), random);

      assertThat(machine.begin(now()))
          .contains(new Plan(Optional.of(Instant.parse("2026-01-01T15:00:00Z"))));
    }

    @Test
    void that_is_put_back_a_little_brings_nothing_twice() {
      PeriodicMachine machine = begun(EVERY_HOUR);
      machine.look(after(Duration.ofHours(1)));
      machine.ended(1);

      assertThat(withoutPlans(machine.look(jump(Duration.ofMinutes(-30))))).isEmpty();
      assertThat(withoutPlans(machine.look(after(Duration.ofMinutes(30))))).isEmpty();
      assertThat(withoutPlans(machine.look(after(Duration.ofMinutes(60))))).hasSize(1);
    }

    @Test
    void that_is_put_back_by_much_was_wrong_before() {
      PeriodicMachine machine = begun(EVERY_HOUR);
      machine.look(after(Duration.ofHours(1)));
      machine.ended(1);

      assertThat(machine.look(jump(Duration.ofDays(-30))))
          .contains(new Plan(Optional.of(Instant.parse("2025-12-02T14:00:00Z"))));
      assertThat(withoutPlans(machine.look(after(Duration.ofHours(1))))).hasSize(1);
    }
  }

  @Nested
  class What_was_missed {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          // 20 minutes after the last of five.
          "SKIP|320|missed 5/0",
          "ONCE|320|missed 5/1 start 1 missed",
          "ALL|320|missed 5/3 start 1 missed",
          // At the time of the last of five.
          "SKIP|300|missed 4/0 start 1 schedule",
          "ONCE|300|missed 4/0 start 1 schedule",
          "ALL|300|missed 4/3 start 1 missed skipped",
          // One, and too late.
          "SKIP|65|missed 1/0",
          "ONCE|65|missed 1/1 start 1 missed",
          "ALL|65|missed 1/1 start 1 missed"
        })
    void while_the_machine_slept(Missed missed, int minutes, String expected) {
      PeriodicMachine machine = begun(EVERY_HOUR.withMissed(missed).withMostWaiting(3));

      assertThat(words(machine.look(jump(Duration.ofMinutes(minutes))))).isEqualTo(expected);
    }

    @Test
    void is_made_up_for_one_after_the_other() {
      PeriodicMachine machine = begun(EVERY_HOUR.withMissed(Missed.ALL).withMostWaiting(3));
      machine.look(jump(Duration.ofMinutes(320)));

      assertThat(words(machine.ended(1))).isEqualTo("start 2 missed");
      assertThat(words(machine.ended(2))).isEqualTo("start 3 missed");
      assertThat(words(machine.ended(3))).isEmpty();
    }

    @Test
    void of_an_interval_is_what_the_runtime_was_too_slow_for() {
      PeriodicMachine machine = begun(EVERY_MINUTE.withMissed(Missed.ONCE));

      assertThat(words(machine.look(after(Duration.ofSeconds(200)))))
          .isEqualTo("missed 2/0 start 1 schedule");
    }

    @Test
    void in_a_year_is_counted_in_no_time_and_only_so_far() {
      PeriodicMachine machine =
          begun(
              PeriodicSettings.of(new Schedule.At(Cron.parse("* * * * *", ZoneOffset.UTC)))
                  .withMissed(Missed.ALL));

      assertThat(machine.look(jump(Duration.ofDays(365)))).contains(new MissedRuns(10_000, 10));
      assertThat(withoutPlans(machine.look(after(MINUTE)))).hasSize(1);
    }
  }

  // The table of the machine

  private enum State {
    IDLE,
    RUNNING,
    WAITED_FOR,
    PAUSED,
    PAUSED_WHILE_RUNNING
  }

  private enum Event {
    DUE,
    BY_HAND,
    ENDED,
    ENDED_BEFORE,
    PAUSE,
    GO_ON
  }

  static Stream<Arguments> table() {
    List<Arguments> rows = new ArrayList<>();
    String busy = "skipped";
    String full = "skipped";
    String next = "start 2 waited";
    row(rows, Overlap.SKIP, State.IDLE, "start 1 schedule", "accept start 1 by hand", "", "");
    row(rows, Overlap.SKIP, State.RUNNING, busy, "refuse", "", "");
    row(rows, Overlap.SKIP, State.WAITED_FOR, busy, "refuse", "", "");
    row(rows, Overlap.QUEUE, State.IDLE, "start 1 schedule", "accept start 1 by hand", "", "");
    row(rows, Overlap.QUEUE, State.RUNNING, "", "accept", "", "");
    row(rows, Overlap.QUEUE, State.WAITED_FOR, full, "refuse", next, "");
    row(
        rows,
        Overlap.KILL_PREVIOUS,
        State.IDLE,
        "start 1 schedule",
        "accept start 1 by hand",
        "",
        "");
    row(rows, Overlap.KILL_PREVIOUS, State.RUNNING, "end 1", "accept end 1", "", "");
    row(rows, Overlap.KILL_PREVIOUS, State.WAITED_FOR, full, "refuse", next, "");
    row(rows, Overlap.SKIP, State.PAUSED, "", "accept start 1 by hand", "", "");
    row(rows, Overlap.QUEUE, State.PAUSED_WHILE_RUNNING, "", "accept", "", "");
    row(rows, Overlap.SKIP, State.PAUSED_WHILE_RUNNING, "", "refuse", "", "");
    row(rows, Overlap.KILL_PREVIOUS, State.PAUSED_WHILE_RUNNING, "", "accept end 1", "", "");
    return rows.stream();
  }

  /** To pause and to go on never does anything by itself. */
  private static void row(List<Arguments> rows, Overlap overlap, State state, String... expected) {
    for (Event event : Event.values()) {
      String answer = event.ordinal() < expected.length ? expected[event.ordinal()] : "";
      rows.add(Arguments.of(overlap, state, event, answer));
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void every_event_has_one_answer_in_every_state(
      Overlap overlap, State state, Event event, String expected) {
    PeriodicMachine machine = begun(EVERY_MINUTE.withOverlap(overlap).withMostWaiting(1));
    if (state != State.IDLE && state != State.PAUSED) {
      machine.look(after(MINUTE));
    }
    if (state == State.WAITED_FOR) {
      machine.look(after(MINUTE));
    }
    if (state == State.PAUSED || state == State.PAUSED_WHILE_RUNNING) {
      machine.pause(now());
    }
    assertThat(words(happens(machine, event))).isEqualTo(expected);
  }

  private List<PeriodicAction> happens(PeriodicMachine machine, Event event) {
    return switch (event) {
      case DUE -> machine.look(after(MINUTE));
      case BY_HAND -> machine.byHand();
      case ENDED -> machine.ended(1);
      case ENDED_BEFORE -> machine.ended(0);
      case PAUSE -> machine.pause(now());
      case GO_ON -> machine.goOn(now());
    };
  }

  @Nested
  class A_pause {

    @Test
    void forgets_what_waits_and_plans_nothing() {
      PeriodicMachine machine = begun(EVERY_MINUTE.withOverlap(Overlap.QUEUE));
      machine.look(after(MINUTE));
      machine.look(after(MINUTE));

      assertThat(machine.pause(now())).containsExactly(new Plan(Optional.empty()));
      assertThat(machine.ended(1)).isEmpty();
      assertThat(machine.isPaused()).isTrue();
    }

    @Test
    void is_over_from_then_on_and_nothing_was_missed() {
      PeriodicMachine machine = begun(EVERY_HOUR.withMissed(Missed.ALL));
      machine.pause(now());
      after(Duration.ofHours(10));

      assertThat(machine.goOn(now()))
          .containsExactly(
              new Plan(Optional.of(Instant.parse("2026-01-01T23:00:00Z"))),
              new LookAfter(Timetable.LOOK));
      assertThat(words(machine.look(after(Duration.ofHours(1))))).isEqualTo("start 1 schedule");
    }
  }

  @Test
  void a_run_that_somebody_else_has_begun_is_the_first() {
    PeriodicMachine machine = new PeriodicMachine(EVERY_MINUTE, random);
    machine.alreadyRunning();
    machine.begin(now());

    assertThat(words(machine.look(after(MINUTE)))).isEqualTo("skipped");
    machine.ended(1);
    assertThat(words(machine.look(after(MINUTE)))).isEqualTo("start 2 schedule");
  }

  private static String words(List<PeriodicAction> actions) {
    return String.join(" ", withoutPlans(actions).stream().map(PeriodicMachineTest::word).toList());
  }

  private static String word(PeriodicAction action) {
    if (action instanceof Start start) {
      return "start " + start.run() + " " + start.cause().text();
    } else if (action instanceof PeriodicAction.End end) {
      return "end " + end.run();
    } else if (action instanceof MissedRuns missed) {
      return "missed " + missed.count() + "/" + missed.madeUp();
    } else if (action instanceof Skipped) {
      return "skipped";
    }
    return action instanceof PeriodicAction.Accept ? "accept" : "refuse";
  }
}
