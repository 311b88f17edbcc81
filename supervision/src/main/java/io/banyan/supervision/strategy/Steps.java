package io.banyan.supervision.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The single steps of a supervisor: each changes one child and says what is to be done for it. */
final class Steps {

  private final Siblings siblings;
  private final boolean dynamic;
  private final List<Action> actions = new ArrayList<>();

  /**
   * @param dynamic a child that is done is no child any more
   */
  Steps(Siblings siblings, boolean dynamic) {
    this.siblings = siblings;
    this.dynamic = dynamic;
  }

  /** What has to be done since this was last asked. */
  List<Action> take() {
    List<Action> result = List.copyOf(actions);
    actions.clear();
    return result;
  }

  void say(Action action) {
    actions.add(action);
  }

  /** Starts it, if nothing that it depends on is missing; else it waits for that. */
  void start(Slot slot) {
    if (!slot.gateOpen) {
      awaitTurn(slot);
      return;
    }
    siblings.move(slot, ChildPhase.STARTING);
    slot.announced = false;
    say(new Action.Start(slot.id()));
  }

  void start(Slot slot, Attempt attempt) {
    cancelDelay(slot);
    slot.again = false;
    slot.returning = false;
    slot.attempt = attempt;
    slot.delay.forget();
    start(slot);
  }

  /** An operator does not want to wait for its restart delay; in a plan it still has its turn. */
  void cutShort(Slot slot) {
    if (!slot.planned) {
      start(slot, Attempt.BY_HAND);
      return;
    }
    cancelDelay(slot);
    slot.delay.forget();
    startInTurn(slot);
  }

  /** It is to be started when its turn comes, and what it depends on. */
  void awaitTurn(Slot slot) {
    siblings.move(slot, ChildPhase.WAITING);
    if (!slot.gateOpen) {
      slot.announced = true;
      say(new Action.Wait(slot.id()));
    }
  }

  /** Its turn has come to be started, unless it has to wait for that of a plan. */
  void startInTurn(Slot slot) {
    awaitTurn(slot);
    if (!slot.planned && slot.gateOpen) {
      start(slot);
    }
  }

  void delay(Slot slot, Duration delay) {
    siblings.move(slot, ChildPhase.DELAYED);
    say(new Action.StartDelay(slot.id(), delay));
  }

  void cancelDelay(Slot slot) {
    if (slot.phase == ChildPhase.DELAYED) {
      say(new Action.CancelDelay(slot.id()));
    }
  }

  void askToEnd(Slot slot) {
    if (slot.isUp()) {
      siblings.move(slot, ChildPhase.STOPPING);
      say(new Action.Stop(slot.id()));
    }
  }

  void kill(Slot slot) {
    siblings.move(slot, ChildPhase.STOPPING);
    say(new Action.Kill(slot.id()));
  }

  /** A start that was due is not. */
  void standDown(Slot slot, boolean gaveUp) {
    cancelDelay(slot);
    siblings.move(slot, ChildPhase.DOWN);
    if (slot.announced) {
      slot.announced = false;
      say(new Action.WithdrawRestart(slot.id(), gaveUp));
    }
    leaveBehind(slot);
  }

  /**
   * It is down for good and part of no plan: kept if somebody may want it again, else forgotten.
   */
  void leaveBehind(Slot slot) {
    siblings.plan(slot, false);
    if (dynamic || (slot.spec.isTemporary() && !slot.declared)) {
      remove(slot);
    }
  }

  void remove(Slot slot) {
    siblings.remove(slot);
    say(new Action.Remove(slot.id()));
  }
}
