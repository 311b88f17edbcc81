package io.banyan.supervision.tree;

import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.process.Incarnation;
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.ChildEnd;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * What the children of one supervisor tell: has it decided on, and answers whoever waited for it.
 * Used by the supervisor's actor.
 */
final class ChildFacts {

  private final SupervisorMachine machine;
  private final Children children;
  private final PendingReplies pending;
  private final LongSupplier nanoTime;

  ChildFacts(
      SupervisorMachine machine, Children children, PendingReplies pending, LongSupplier nanoTime) {
    this.machine = machine;
    this.children = children;
    this.pending = pending;
    this.nanoTime = nanoTime;
  }

  /** Takes what the current incarnation of a child tells, and returns what is to be done now. */
  List<Action> on(Incarnation incarnation, ChildNotice notice) {
    if (notice instanceof ChildNotice.Ended ended) {
      return ended(incarnation, ended);
    }
    return notice instanceof ChildNotice.Declined ? declined(incarnation) : running(incarnation);
  }

  private List<Action> running(Incarnation incarnation) {
    String id = incarnation.path().id();
    List<Action> actions = machine.childRunning(id, nanoTime.getAsLong());
    if (pending.concerns(id)) {
      pending.running(id, incarnation.number());
    }
    return actions;
  }

  private List<Action> ended(Incarnation incarnation, ChildNotice.Ended ended) {
    String id = incarnation.path().id();
    children.ended(id, ended.reason(), ended.exitCode());
    List<Action> actions = machine.childEnded(id, meaning(id, ended), nanoTime.getAsLong());
    // Mostly nobody waits: then the reason need not be put into words.
    if (pending.concerns(id)) {
      pending.ended(id, incarnation.number(), ended.outcome(), children.lastReason(id));
    }
    return actions;
  }

  private ChildEnd meaning(String id, ChildNotice.Ended ended) {
    if (!ended.started()) {
      return ChildEnd.NOT_STARTED;
    } else if (machine.childSpec(id).restart().forbids(ended.exitCode())) {
      return ChildEnd.FINAL;
    }
    return ended.outcome() == Outcome.FAILED ? ChildEnd.FAILURE : ChildEnd.SUCCESS;
  }

  private List<Action> declined(Incarnation incarnation) {
    String id = incarnation.path().id();
    children.ended(id, Optional.empty(), OptionalInt.empty());
    List<Action> actions = machine.childEnded(id, ChildEnd.DECLINED, nanoTime.getAsLong());
    pending.declined(id, incarnation.number());
    return actions;
  }
}
