package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.List;

/**
 * Whether a child that ended by itself is restarted, who else is, how often, and after how long.
 */
final class Restarts {

  private final Siblings siblings;
  private final Steps steps;
  private final RestartWindow window;
  private Strategy strategy;

  Restarts(SupervisorSpec spec, Siblings siblings, Steps steps) {
    this.siblings = siblings;
    this.steps = steps;
    this.strategy = spec.strategy();
    this.window = new RestartWindow(spec.limit());
  }

  /** From now on these flags hold. */
  void reconfigure(SupervisorSpec spec) {
    strategy = spec.strategy();
    window.limit(spec.limit());
  }

  /** Whether its restart type wants it back after such an end. */
  boolean isWanted(Slot slot, ChildEnd end) {
    return switch (slot.spec.restart().type()) {
      case PERMANENT -> true;
      case TRANSIENT -> end != ChildEnd.SUCCESS;
      case TEMPORARY -> false;
    };
  }

  /**
   * Restarts it, and those of its siblings that share its fate.
   *
   * @return false when that is more than the limit allows; nothing was done then
   */
  boolean restart(Slot slot, long now) {
    window.add(now);
    if (window.isExceeded()) {
      return false;
    }
    for (Slot sibling : affected(slot)) {
      siblings.plan(sibling, true);
      if (sibling != slot) {
        recycle(sibling);
      }
    }
    Duration delay = delay(slot);
    announce(slot, delay);
    if (delay.isZero()) {
      steps.startInTurn(slot);
    } else {
      steps.delay(slot, delay);
    }
    return true;
  }

  /** Down because of a sibling, or found down by its restart: up again, unless temporary. */
  void comeBack(Slot slot) {
    if (slot.spec.isTemporary()) {
      steps.leaveBehind(slot);
    } else {
      siblings.move(slot, ChildPhase.WAITING);
      announce(slot, Duration.ZERO);
    }
  }

  private List<Slot> affected(Slot slot) {
    return switch (strategy) {
      case ONE_FOR_ONE -> List.of();
      case ONE_FOR_ALL -> siblings.all();
      case REST_FOR_ONE -> siblings.from(slot);
    };
  }

  private void recycle(Slot sibling) {
    switch (sibling.phase) {
      case STARTING, RUNNING -> siblings.recycle(sibling, true);
      case DOWN -> comeBack(sibling);
      case DELAYED -> {
        steps.cancelDelay(sibling);
        siblings.move(sibling, ChildPhase.WAITING);
      }
      case WAITING, STOPPING -> {}
    }
  }

  private static Duration delay(Slot slot) {
    return slot.spec.restart().backoff().initial();
  }

  private void announce(Slot slot, Duration delay) {
    slot.attempt = Attempt.RESTART;
    slot.announced = true;
    steps.say(new Action.AnnounceRestart(slot.id(), delay, window.size()));
  }
}
