package io.banyan.supervision.strategy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a supervisor stands between its start and its end, and which steps of its children are
 * possible there.
 */
final class Progress {

  private final StartOrder order;
  private final Siblings siblings;
  private final Steps steps;
  private boolean booting;
  private boolean ended;
  private @Nullable SupervisorEnd ending;

  Progress(StartOrder order, Siblings siblings, Steps steps) {
    this.order = order;
    this.siblings = siblings;
    this.steps = steps;
  }

  /** All children that are wanted have to come up. */
  void begin(Predicate<String> wanted) {
    booting = true;
    for (Slot slot : siblings.all()) {
      if (wanted.test(slot.id())) {
        steps.awaitTurn(slot);
        siblings.plan(slot, true);
      }
    }
  }

  /** All have to go down, and none comes up any more. The first reason is the one that counts. */
  void end(SupervisorEnd why) {
    if (ending == null) {
      ending = why;
      siblings.all().stream()
          .filter(Slot::isPending)
          .forEach(slot -> steps.standDown(slot, why.isFailure()));
    }
  }

  /** Those that are alive do not get any more time. */
  void kill() {
    order.alive().forEach(steps::kill);
  }

  boolean isEnding() {
    return ending != null;
  }

  Optional<SupervisorEnd> ending() {
    return Optional.ofNullable(ending);
  }

  /** Takes every step that is possible now. */
  List<Action> advance() {
    if (ending != null) {
      order.toStop().forEach(steps::askToEnd);
      if (!ended && order.aliveCount() == 0) {
        ended = true;
        steps.say(new Action.End(ending));
      }
    } else {
      order.toRecycle().forEach(steps::askToEnd);
      order.toStart().forEach(steps::start);
      order.done().forEach(slot -> siblings.plan(slot, false));
      if (booting && order.isPlanDone()) {
        booting = false;
        steps.say(new Action.Ready());
      }
    }
    return steps.take();
  }
}
