package io.banyan.supervision.tree;

import io.banyan.runtime.event.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** Operators who wait for a child to come up or to go down, or for a signal to reach it. */
final class PendingReplies {

  private sealed interface Waiting {
    Reply<OperationResult> replyTo();
  }

  private record ForEnd(Reply<OperationResult> replyTo) implements Waiting {}

  /** Waits for the first incarnation after {@code seen}. */
  private record ForStart(int seen, OperationResult success, Reply<OperationResult> replyTo)
      implements Waiting {}

  private record ForSignal(Reply<OperationResult> replyTo) implements Waiting {}

  private static final OperationResult ALREADY_STOPPED = new OperationResult.AlreadyStopped();

  private final Map<String, List<Waiting>> waiting = new HashMap<>();
  private final Function<String, CompletionStage<Void>> settled;

  /**
   * @param settled completed when nothing is left of what a child was: an end is not told before
   */
  PendingReplies(Function<String, CompletionStage<Void>> settled) {
    this.settled = settled;
  }

  /** Whether anybody waits for this child to come or to go. */
  boolean has(String id) {
    return waiting.getOrDefault(id, List.of()).stream().anyMatch(w -> !(w instanceof ForSignal));
  }

  /** Whether anybody waits for anything of this child. */
  boolean concerns(String id) {
    return waiting.containsKey(id);
  }

  void untilEnded(String id, Reply<OperationResult> replyTo) {
    add(id, new ForEnd(replyTo));
  }

  void untilStarted(String id, int seen, Reply<OperationResult> replyTo) {
    untilStarted(id, seen, new OperationResult.Started(), replyTo);
  }

  void untilStarted(String id, int seen, OperationResult success, Reply<OperationResult> replyTo) {
    add(id, new ForStart(seen, success, replyTo));
  }

  /** Answered by the process itself, or else by its end. */
  void untilSignalled(String id, Reply<OperationResult> replyTo) {
    // Those that were answered meanwhile: a process may be sent many signals in its life.
    answer(id, w -> w instanceof ForSignal && w.replyTo().isTold(), w -> ALREADY_STOPPED);
    add(id, new ForSignal(replyTo));
  }

  void running(String id, int incarnation) {
    answer(id, isStartOf(incarnation), w -> ((ForStart) w).success());
  }

  void ended(String id, int incarnation, Outcome outcome, String reason) {
    answer(id, w -> w instanceof ForSignal, w -> ALREADY_STOPPED);
    answer(
        id,
        w -> w instanceof ForEnd,
        w ->
            outcome == Outcome.KILLED
                ? new OperationResult.ForceKilled()
                : new OperationResult.Stopped());
    answer(id, isStartOf(incarnation), w -> new OperationResult.Failed(reason));
  }

  void declined(String id, int incarnation) {
    answer(id, isStartOf(incarnation), w -> new OperationResult.Declined());
    answer(id, w -> w instanceof ForEnd, w -> new OperationResult.Stopped());
  }

  /** An operator wants it down: nobody need wait for it to come up any more. */
  void calledOff(String id) {
    answer(
        id,
        w -> w instanceof ForStart,
        w -> new OperationResult.Failed("it was stopped meanwhile"));
  }

  /** It is down and will not come up by itself. */
  void standsDown(String id) {
    calledOff(id);
    answer(id, w -> w instanceof ForEnd, w -> new OperationResult.Stopped());
  }

  void supervisorEnded() {
    for (String id : List.copyOf(waiting.keySet())) {
      answer(id, w -> w instanceof ForEnd, w -> new OperationResult.Stopped());
      answer(id, w -> true, w -> new OperationResult.Failed("its supervisor has ended"));
    }
  }

  private void add(String id, Waiting one) {
    waiting.computeIfAbsent(id, key -> new ArrayList<>()).add(one);
  }

  private static Predicate<Waiting> isStartOf(int incarnation) {
    return w -> w instanceof ForStart start && incarnation > start.seen();
  }

  private void answer(
      String id, Predicate<Waiting> who, Function<Waiting, OperationResult> result) {
    List<Waiting> those = waiting.get(id);
    if (those == null) {
      return;
    }
    for (Waiting one : List.copyOf(those)) {
      if (who.test(one)) {
        those.remove(one);
        tell(id, one, result.apply(one));
      }
    }
    if (those.isEmpty()) {
      waiting.remove(id);
    }
  }

  private void tell(String id, Waiting one, OperationResult result) {
    if (one instanceof ForEnd) {
      settled.apply(id).thenRun(() -> one.replyTo().tell(result));
    } else {
      one.replyTo().tell(result);
    }
  }
}
