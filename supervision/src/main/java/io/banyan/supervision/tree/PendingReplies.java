package io.banyan.supervision.tree;

import io.banyan.runtime.event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;

/** Operators who wait for a child to come up or to go down. */
final class PendingReplies {

  private sealed interface Waiting {
    String id();

    ActorRef<OperationResult> replyTo();
  }

  private record ForEnd(String id, ActorRef<OperationResult> replyTo) implements Waiting {}

  /** Waits for the first incarnation after {@code seen}. */
  private record ForStart(String id, int seen, ActorRef<OperationResult> replyTo)
      implements Waiting {}

  private final List<Waiting> waiting = new ArrayList<>();
  private final Function<String, CompletionStage<Void>> settled;

  /**
   * @param settled completed when nothing is left of what a child was: an end is not told before
   */
  PendingReplies(Function<String, CompletionStage<Void>> settled) {
    this.settled = settled;
  }

  /** Whether anybody waits for this child. */
  boolean has(String id) {
    return waiting.stream().anyMatch(one -> one.id().equals(id));
  }

  void untilEnded(String id, ActorRef<OperationResult> replyTo) {
    waiting.add(new ForEnd(id, replyTo));
  }

  void untilStarted(String id, int seen, ActorRef<OperationResult> replyTo) {
    waiting.add(new ForStart(id, seen, replyTo));
  }

  void running(String id, int incarnation) {
    answer(isStartOf(id, incarnation), new OperationResult.Started());
  }

  void ended(String id, int incarnation, Outcome outcome, String reason) {
    answer(
        w -> w instanceof ForEnd && w.id().equals(id),
        outcome == Outcome.KILLED
            ? new OperationResult.ForceKilled()
            : new OperationResult.Stopped());
    answer(isStartOf(id, incarnation), new OperationResult.Failed(reason));
  }

  /** An operator wants it down: nobody need wait for it to come up any more. */
  void calledOff(String id) {
    answer(
        w -> w instanceof ForStart && w.id().equals(id),
        new OperationResult.Failed("it was stopped meanwhile"));
  }

  /** It is down and will not come up by itself. */
  void standsDown(String id) {
    calledOff(id);
    answer(w -> w.id().equals(id), new OperationResult.Stopped());
  }

  void supervisorEnded() {
    answer(w -> w instanceof ForEnd, new OperationResult.Stopped());
    answer(w -> true, new OperationResult.Failed("its supervisor has ended"));
  }

  private static Predicate<Waiting> isStartOf(String id, int incarnation) {
    return w -> w instanceof ForStart start && start.id().equals(id) && incarnation > start.seen();
  }

  private void answer(Predicate<Waiting> who, OperationResult result) {
    waiting.removeIf(
        w -> {
          boolean hit = who.test(w);
          if (hit) {
            tell(w, result);
          }
          return hit;
        });
  }

  private void tell(Waiting one, OperationResult result) {
    if (one instanceof ForEnd) {
      settled.apply(one.id()).thenRun(() -> one.replyTo().tell(result));
    } else {
      one.replyTo().tell(result);
    }
  }
}
