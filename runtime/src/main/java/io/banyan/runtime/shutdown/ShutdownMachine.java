package io.banyan.runtime.shutdown;

import io.banyan.runtime.event.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the steps before the end of a process in their order, each when the one before it was done,
 * has failed or is late. The state machine, complete: every phase × every event. A number that is
 * not that of the step in hand means nothing in any phase.
 *
 * <pre>
 *            begin    done             time is up       process gone      break off
 * idle       taking¹  -                -                over              over
 * taking     -        waiting/taking²  abandon, taking² finishing³/over   abandon, over
 * waiting    -        -                taking²          over              over
 * finishing  -        over             abandon, over    -                 abandon, over
 * over       -        -                -                -                 -
 * </pre>
 *
 * <p>¹ or over, if there are no steps. ² the next step, or over after the last. ³ a program that
 * runs may finish within its time; anything else is broken off.
 *
 * <p>Used by one thread at a time.
 */
public final class ShutdownMachine {

  private final List<ShutdownStep> steps;
  private Phase phase = Phase.IDLE;
  private int number;

  /** Where it stands. */
  enum Phase {
    IDLE,
    TAKING,
    WAITING,
    FINISHING,
    OVER
  }

  public ShutdownMachine(List<ShutdownStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The process is to end. */
  public List<StepAction> begin() {
    return phase == Phase.IDLE ? next() : List.of();
  }

  /**
   * What came of a step.
   *
   * @param failure why it was not done; empty when it was
   */
  public List<StepAction> done(int step, Optional<String> failure) {
    if (step != number || !isAtWork()) {
      return List.of();
    }
    List<StepAction> actions = new ArrayList<>();
    actions.add(new StepAction.Tell(number, current(), failure));
    if (phase == Phase.FINISHING) {
      actions.addAll(over());
    } else if (failure.isEmpty() && !current().pause().isZero()) {
      phase = Phase.WAITING;
      actions.add(new StepAction.Pause(number, current().pause()));
    } else {
      actions.addAll(next());
    }
    return actions;
  }

  /** A step has taken as long as it may, or the pause after it is over. */
  public List<StepAction> timeIsUp(int step) {
    if (step != number) {
      return List.of();
    }
    return switch (phase) {
      case TAKING, FINISHING -> late();
      case WAITING -> next();
      case IDLE, OVER -> List.of();
    };
  }

  /** The process has ended meanwhile. */
  public List<StepAction> processGone() {
    if (phase == Phase.TAKING && current().action() instanceof ShutdownStep.Run) {
      phase = Phase.FINISHING;
      return List.of();
    }
    return phase == Phase.FINISHING ? List.of() : breakOff();
  }

  /** The process is to be killed at once. */
  public List<StepAction> breakOff() {
    List<StepAction> actions = new ArrayList<>();
    if (isAtWork()) {
      actions.add(new StepAction.Abandon(number));
    }
    actions.addAll(over());
    return actions;
  }

  private List<StepAction> late() {
    String limit = DurationText.of(current().timeout());
    List<StepAction> actions = new ArrayList<>();
    actions.add(new StepAction.Abandon(number));
    actions.add(
        new StepAction.Tell(number, current(), Optional.of("was not done within " + limit)));
    actions.addAll(phase == Phase.FINISHING ? over() : next());
    return actions;
  }

  private List<StepAction> next() {
    if (number == steps.size()) {
      return over();
    }
    number++;
    phase = Phase.TAKING;
    return List.of(new StepAction.Take(number, current()));
  }

  private List<StepAction> over() {
    if (phase == Phase.OVER) {
      return List.of();
    }
    phase = Phase.OVER;
    return List.of(new StepAction.Finish());
  }

  private boolean isAtWork() {
    return phase == Phase.TAKING || phase == Phase.FINISHING;
  }

  private ShutdownStep current() {
    return steps.get(number - 1);
  }
}
