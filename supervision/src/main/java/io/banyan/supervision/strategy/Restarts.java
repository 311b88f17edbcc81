package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whether a child that ended by itself is restarted, who else is, how often, and after how long.
 */
final class Restarts {

  private final Siblings siblings;
  private final Steps steps;
  private final RestartWindow window;
  private final RandomGenerator random;
  private Strategy strategy;

  Restarts(SupervisorSpec spec, Siblings siblings, Steps steps, RandomGenerator random) {
    this.random = random;
    this.siblings = siblings;
    this.steps = steps;
    this.strategy = spec.strategy();
    this.window = new RestartWindow(spec.limit());
  }

  /** From now on these flags hold. */
  void reconfigure(SupervisorSpec spec) {
    strategy = spec.strategy();
    window.limit(spec.limit());
    if (strategy == Strategy.ONE_FOR_ONE) {
      // A restart of several may still go on; who has come up in it has nothing to do with it any
      // more, and must not wait for its end when it crashes again.
      siblings.all().stream()
          .filter(slot -> slot.phase == ChildPhase.RUNNING)
          .forEach(slot -> siblings.plan(slot, false));
    }
  }

  /** Whether its restart type wants it back after such an end. */
  boolean isWanted(Slot slot, ChildEnd end) {
    if (end == ChildEnd.FINAL) {
      return false;
    }
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
    List<Slot> affected = affected(slot);
    slot.leading = !affected.isEmpty();
    for (Slot sibling : affected) {
      siblings.plan(sibling, true);
      if (sibling != slot) {
        recycle(sibling);
      }
    }
    Duration delay = slot.delay.next(slot.spec.restart().backoff(), random);
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
      comeBackLater(slot);
    }
  }

  /** Down because of something it depends on: up again as soon as that has come. */
  void comeBackLater(Slot slot) {
    slot.returning = false;
    announce(slot, Duration.ZERO);
    steps.startInTurn(slot);
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
        steps.awaitTurn(sibling);
      }
      case STOPPING -> siblings.recycle(sibling, sibling.recycled || sibling.returning);
      case WAITING -> {}
    }
  }

  private void announce(Slot slot, Duration delay) {
    slot.attempt = Attempt.RESTART;
    slot.announced = true;
    steps.say(new Action.AnnounceRestart(slot.id(), delay, window.size()));
  }
}
