package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.AutoShutdown;
import java.util.Optional;

/** What the end of a child leads to, as long as its supervisor is not ending itself. */
final class Aftermath {

  private final Siblings siblings;
  private final Steps steps;
  private final Restarts restarts;
  private AutoShutdown autoShutdown;

  Aftermath(AutoShutdown autoShutdown, Siblings siblings, Steps steps, Restarts restarts) {
    this.autoShutdown = autoShutdown;
    this.siblings = siblings;
    this.steps = steps;
    this.restarts = restarts;
  }

  /** From now on this holds. */
  void reconfigure(AutoShutdown changed) {
    autoShutdown = changed;
  }

  /** It was asked to end, by an operator or because of a sibling. */
  void ofAsked(Slot slot) {
    if (slot.recycled) {
      siblings.recycle(slot, false);
      if (slot.again) {
        // A temporary one, whom only an operator brings back.
        slot.again = false;
        restarts.comeBackLater(slot);
      } else {
        restarts.comeBack(slot);
      }
    } else if (slot.again) {
      steps.start(slot, Attempt.BY_HAND);
    } else if (slot.returning) {
      restarts.comeBackLater(slot);
    } else {
      steps.leaveBehind(slot);
    }
  }

  /**
   * It ended by itself.
   *
   * @return why its supervisor has to end; empty when it goes on
   */
  Optional<SupervisorEnd> of(Slot slot, ChildEnd end, long now) {
    return switch (end) {
      case DECLINED -> {
        steps.leaveBehind(slot);
        yield Optional.empty();
      }
      case NOT_STARTED -> ofFailedStart(slot, now);
      case SUCCESS, FAILURE, FINAL -> ofLife(slot, end, now);
    };
  }

  private Optional<SupervisorEnd> ofFailedStart(Slot slot, long now) {
    switch (slot.attempt) {
      case FIRST -> {
        return Optional.of(new SupervisorEnd.StartFailed(slot.id()));
      }
      case RESTART -> {
        return ofLife(slot, ChildEnd.FAILURE, now);
      }
      case BY_HAND -> steps.leaveBehind(slot);
      case ADDED -> steps.remove(slot);
    }
    return Optional.empty();
  }

  private Optional<SupervisorEnd> ofLife(Slot slot, ChildEnd end, long now) {
    if (!restarts.isWanted(slot, end)) {
      if (end == ChildEnd.FINAL) {
        steps.say(new Action.NotRestarted(slot.id()));
      }
      steps.leaveBehind(slot);
      return slot.spec.significant() && isWorkDone()
          ? Optional.of(new SupervisorEnd.AutoShutDown(slot.id()))
          : Optional.empty();
    }
    if (restarts.restart(slot, now)) {
      return Optional.empty();
    }
    steps.leaveBehind(slot);
    return Optional.of(new SupervisorEnd.LimitExceeded(slot.id()));
  }

  /** Now that a significant child has ended by itself. */
  private boolean isWorkDone() {
    return autoShutdown == AutoShutdown.ANY
        || (autoShutdown == AutoShutdown.ALL && !siblings.isAnySignificantUp());
  }
}
