package io.banyan.supervision.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every phase of a child × everything that can happen: the phase after it and what is done. The
 * child is permanent and waits before each restart; it stands after another one, one-for-one.
 */
class StateTableTest {

  private static final String CHILD = "a";

  /** What can happen. */
  private enum Event {
    RUNNING(machine -> machine.childRunning(CHILD, 0)),
    SUCCESS(machine -> machine.childEnded(CHILD, ChildEnd.SUCCESS, 0)),
    FAILURE(machine -> machine.childEnded(CHILD, ChildEnd.FAILURE, 0)),
    NOT_STARTED(machine -> machine.childEnded(CHILD, ChildEnd.NOT_STARTED, 0)),
    DECLINED(machine -> machine.childEnded(CHILD, ChildEnd.DECLINED, 0)),
    DELAY_OVER(machine -> machine.delayOver(CHILD)),
    START(machine -> machine.start(CHILD)),
    STOP(machine -> machine.stop(CHILD)),
    RESTART(machine -> machine.restart(CHILD)),
    SHUTDOWN(machine -> machine.shutdown(false)),
    KILL_ALL(machine -> machine.shutdown(true)),
    SIBLING_CRASH(machine -> machine.childEnded("first", ChildEnd.FAILURE, 0));

    private final Function<SupervisorMachine, List<Action>> what;

    Event(Function<SupervisorMachine, List<Action>> what) {
      this.what = what;
    }
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DOWN     | RUNNING       | DOWN     | ''
          DOWN     | SUCCESS       | DOWN     | ''
          DOWN     | FAILURE       | DOWN     | ''
          DOWN     | NOT_STARTED   | DOWN     | ''
          DOWN     | DECLINED      | DOWN     | ''
          DOWN     | DELAY_OVER    | DOWN     | ''
          DOWN     | START         | STARTING | 'Start a'
          DOWN     | STOP          | DOWN     | ''
          DOWN     | RESTART       | STARTING | 'Start a'
          DOWN     | SHUTDOWN      | DOWN     | 'Stop first'
          DOWN     | KILL_ALL      | DOWN     | 'Kill first'
          DOWN     | SIBLING_CRASH | DOWN     | 'AnnounceRestart first, StartDelay first'
          WAITING  | RUNNING       | WAITING  | ''
          WAITING  | SUCCESS       | WAITING  | ''
          WAITING  | FAILURE       | WAITING  | ''
          WAITING  | NOT_STARTED   | WAITING  | ''
          WAITING  | DECLINED      | WAITING  | ''
          WAITING  | DELAY_OVER    | WAITING  | ''
          WAITING  | START         | WAITING  | ''
          WAITING  | STOP          | DOWN     | ''
          WAITING  | RESTART       | WAITING  | ''
          WAITING  | SHUTDOWN      | DOWN     | 'Stop first'
          WAITING  | KILL_ALL      | DOWN     | 'Kill first'
          WAITING  | SIBLING_CRASH | WAITING  | 'AnnounceRestart first, StartDelay first'
          DELAYED  | RUNNING       | DELAYED  | ''
          DELAYED  | SUCCESS       | DELAYED  | ''
          DELAYED  | FAILURE       | DELAYED  | ''
          DELAYED  | NOT_STARTED   | DELAYED  | ''
          DELAYED  | DECLINED      | DELAYED  | ''
          DELAYED  | DELAY_OVER    | STARTING | 'Start a'
          DELAYED  | START         | STARTING | 'CancelDelay a, Start a'
          DELAYED  | STOP          | DOWN     | 'CancelDelay a, WithdrawRestart a'
          DELAYED  | RESTART       | STARTING | 'CancelDelay a, Start a'
          DELAYED  | SHUTDOWN      | DOWN     | 'CancelDelay a, WithdrawRestart a, Stop first'
          DELAYED  | KILL_ALL      | DOWN     | 'CancelDelay a, WithdrawRestart a, Kill first'
          DELAYED  | SIBLING_CRASH | DELAYED  | 'AnnounceRestart first, StartDelay first'
          STARTING | RUNNING       | RUNNING  | 'Ready'
          STARTING | SUCCESS       | DELAYED  | 'AnnounceRestart a, StartDelay a'
          STARTING | FAILURE       | DELAYED  | 'AnnounceRestart a, StartDelay a'
          STARTING | NOT_STARTED   | DOWN     | 'Stop first'
          STARTING | DECLINED      | DOWN     | 'Ready'
          STARTING | DELAY_OVER    | STARTING | ''
          STARTING | START         | STARTING | ''
          STARTING | STOP          | STOPPING | 'Stop a, Ready'
          STARTING | RESTART       | STOPPING | 'Stop a, Ready'
          STARTING | SHUTDOWN      | STOPPING | 'Stop a'
          STARTING | KILL_ALL      | STOPPING | 'Kill a, Kill first'
          STARTING | SIBLING_CRASH | STARTING | 'AnnounceRestart first, StartDelay first'
          RUNNING  | RUNNING       | RUNNING  | ''
          RUNNING  | SUCCESS       | DELAYED  | 'AnnounceRestart a, StartDelay a'
          RUNNING  | FAILURE       | DELAYED  | 'AnnounceRestart a, StartDelay a'
          RUNNING  | NOT_STARTED   | DELAYED  | 'AnnounceRestart a, StartDelay a'
          RUNNING  | DECLINED      | DOWN     | ''
          RUNNING  | DELAY_OVER    | RUNNING  | ''
          RUNNING  | START         | RUNNING  | ''
          RUNNING  | STOP          | STOPPING | 'Stop a'
          RUNNING  | RESTART       | STOPPING | 'Stop a'
          RUNNING  | SHUTDOWN      | STOPPING | 'Stop a'
          RUNNING  | KILL_ALL      | STOPPING | 'Kill a, Kill first'
          RUNNING  | SIBLING_CRASH | RUNNING  | 'AnnounceRestart first, StartDelay first'
          STOPPING | RUNNING       | STOPPING | ''
          STOPPING | SUCCESS       | DOWN     | ''
          STOPPING | FAILURE       | DOWN     | ''
          STOPPING | NOT_STARTED   | DOWN     | ''
          STOPPING | DECLINED      | DOWN     | ''
          STOPPING | DELAY_OVER    | STOPPING | ''
          STOPPING | START         | STOPPING | ''
          STOPPING | STOP          | STOPPING | ''
          STOPPING | RESTART       | STOPPING | ''
          STOPPING | SHUTDOWN      | STOPPING | ''
          STOPPING | KILL_ALL      | STOPPING | 'Kill a, Kill first'
          STOPPING | SIBLING_CRASH | STOPPING | 'AnnounceRestart first, StartDelay first'
          """)
  void one_for_one(ChildPhase before, Event event, ChildPhase after, String actions) {
    SupervisorMachine machine = in(before);

    List<Action> done = event.what.apply(machine);

    assertThat(words(done)).isEqualTo(actions);
    assertThat(machine.phase(CHILD)).isEqualTo(after);
  }

  @Test
  void is_complete() {
    CsvSource table =
        Arrays.stream(StateTableTest.class.getDeclaredMethods())
            .map(method -> method.getAnnotation(CsvSource.class))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();

    assertThat(table.textBlock().lines().map(line -> line.replaceAll(" +", " ")).distinct())
        .hasSize(ChildPhase.values().length * Event.values().length);
  }

  /** A machine that has the child in this phase. */
  private static SupervisorMachine in(ChildPhase phase) {
    SupervisorMachine machine =
        new SupervisorMachine(Specs.oneForOne(Specs.delayed("first"), Specs.delayed(CHILD)));
    machine.begin();
    if (phase == ChildPhase.WAITING) {
      return machine;
    }
    machine.childRunning("first", 0);
    if (phase == ChildPhase.STARTING) {
      return machine;
    }
    machine.childRunning(CHILD, 0);
    switch (phase) {
      case DELAYED -> machine.childEnded(CHILD, ChildEnd.FAILURE, 0);
      case STOPPING -> machine.stop(CHILD);
      case DOWN -> {
        machine.stop(CHILD);
        machine.childEnded(CHILD, ChildEnd.SUCCESS, 0);
      }
      default -> {}
    }
    assertThat(machine.phase(CHILD)).isEqualTo(phase);
    return machine;
  }

  private static String words(List<Action> actions) {
    return String.join(", ", actions.stream().map(StateTableTest::word).toList());
  }

  /** As it is written down: {@code Stop[id=a]}, without the brackets. */
  private static String word(Action action) {
    String name = action.getClass().getSimpleName();
    String fields = action.toString().substring(name.length());
    return Arrays.stream(fields.split("[\\[,\\]]", -1))
        .filter(field -> field.startsWith("id="))
        .map(field -> name + " " + field.substring(3))
        .findFirst()
        .orElse(name);
  }
}
