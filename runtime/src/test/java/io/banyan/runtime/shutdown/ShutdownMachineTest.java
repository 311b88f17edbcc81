package io.banyan.runtime.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.probe.Endpoint;
import io.banyan.runtime.probe.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShutdownMachineTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final ShutdownStep RUN =
      new ShutdownStep(new ShutdownStep.Run(List.of("drain")), LIMIT, Duration.ZERO);
  private static final ShutdownStep WAITED =
      new ShutdownStep(new ShutdownStep.SendSignal(Signal.HUP), LIMIT, WAIT);
  private static final Optional<String> WRONG = Optional.of("wrong");

  /** How to get into each phase, with a program as the first of two steps. */
  private enum Situation {
    IDLE(RUN, machine -> List.of()),
    TAKING(RUN, ShutdownMachine::begin),
    TAKING_NO_PROGRAM(WAITED, ShutdownMachine::begin),
    WAITING(
        WAITED,
        machine -> {
          machine.begin();
          return machine.done(1, Optional.empty());
        }),
    FINISHING(
        RUN,
        machine -> {
          machine.begin();
          return machine.processGone();
        }),
    OVER(RUN, ShutdownMachine::breakOff);

    private final ShutdownStep first;
    private final Function<ShutdownMachine, List<StepAction>> way;

    Situation(ShutdownStep first, Function<ShutdownMachine, List<StepAction>> way) {
      this.first = first;
      this.way = way;
    }

    ShutdownMachine machine() {
      ShutdownMachine machine = new ShutdownMachine(List.of(first, RUN));
      way.apply(machine);
      return machine;
    }
  }

  private enum Event {
    BEGIN(ShutdownMachine::begin),
    DONE(machine -> machine.done(1, Optional.empty())),
    FAILED(machine -> machine.done(1, WRONG)),
    DONE_BEFORE(machine -> machine.done(0, Optional.empty())),
    TIME(machine -> machine.timeIsUp(1)),
    TIME_BEFORE(machine -> machine.timeIsUp(0)),
    GONE(ShutdownMachine::processGone),
    BREAK(ShutdownMachine::breakOff);

    private final Function<ShutdownMachine, List<StepAction>> event;

    Event(Function<ShutdownMachine, List<StepAction>> event) {
      this.event = event;
    }
  }

  static Stream<Arguments> table() {
    List<Arguments> rows = new ArrayList<>();
    row(rows, Situation.IDLE, "take1", "", "", "", "", "", "over", "over");
    row(
        rows,
        Situation.TAKING,
        "",
        "told1 take2",
        "failed1 take2",
        "",
        "abandon1 failed1 take2",
        "",
        "",
        "abandon1 over");
    row(
        rows,
        Situation.TAKING_NO_PROGRAM,
        "",
        "told1 pause1",
        "failed1 take2",
        "",
        "abandon1 failed1 take2",
        "",
        "abandon1 over",
        "abandon1 over");
    row(rows, Situation.WAITING, "", "", "", "", "take2", "", "over", "over");
    row(
        rows,
        Situation.FINISHING,
        "",
        "told1 over",
        "failed1 over",
        "",
        "abandon1 failed1 over",
        "",
        "",
        "abandon1 over");
    row(rows, Situation.OVER, "", "", "", "", "", "", "", "");
    return rows.stream();
  }

  private static void row(List<Arguments> rows, Situation situation, String... expected) {
    assertThat(expected).hasSameSizeAs(Event.values());
    for (Event event : Event.values()) {
      rows.add(Arguments.of(situation, event, expected[event.ordinal()]));
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void every_event_has_one_answer_in_every_phase(
      Situation situation, Event event, String expected) {
    assertThat(words(event.event.apply(situation.machine()))).isEqualTo(expected);
  }

  @Test
  void without_steps_it_is_over_at_once() {
    assertThat(words(new ShutdownMachine(List.of()).begin())).isEqualTo("over");
  }

  @Test
  void after_the_last_step_and_its_pause_it_is_over() {
    ShutdownMachine machine = new ShutdownMachine(List.of(WAITED));
    machine.begin();
    machine.done(1, Optional.empty());

    assertThat(words(machine.timeIsUp(1))).isEqualTo("over");
  }

  @Test
  void a_late_step_is_told_with_its_limit() {
    ShutdownMachine machine = new ShutdownMachine(List.of(RUN));
    machine.begin();

    assertThat(machine.timeIsUp(1))
        .contains(new StepAction.Tell(1, RUN, Optional.of("was not done within 10s")));
  }

  @Test
  void the_words_of_a_step_keep_what_may_be_secret() {
    Probe.Http http =
        new Probe.Http(new Endpoint("web", 80), "/drain?token=hunter2", Set.of(), "POST");

    assertThat(
            Stream.of(
                    new ShutdownStep.Request(http),
                    new ShutdownStep.Write("password hunter2\n"),
                    new ShutdownStep.Run(List.of("drain", "hunter2")),
                    new ShutdownStep.SendSignal(Signal.HUP))
                .map(ShutdownStep.Action::words))
        .containsExactly("http POST web:80/drain", "stdin", "command drain", "signal HUP");
  }

  private static String words(List<StepAction> actions) {
    return String.join(" ", actions.stream().map(ShutdownMachineTest::word).toList());
  }

  private static String word(StepAction action) {
    if (action instanceof StepAction.Take take) {
      return "take" + take.number();
    } else if (action instanceof StepAction.Abandon abandon) {
      return "abandon" + abandon.number();
    } else if (action instanceof StepAction.Pause pause) {
      return "pause" + pause.number();
    } else if (action instanceof StepAction.Tell told) {
      return (told.failure().isPresent() ? "failed" : "told") + told.number();
    }
    return "over";
  }
}
