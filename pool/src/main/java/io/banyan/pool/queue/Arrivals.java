package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Draft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for a place, and those that are just being kept with all who pushed the same:
 * none of them may be told that it is in before it is. Used under the lock of the queue.
 */
final class Arrivals<V> {

  private final Actions actions;
  private final Deque<Arrival<V>> waiting = new ArrayDeque<>();
  private final Map<Long, List<Promise<PushResult>>> twins = new HashMap<>();

  private record Arrival<V>(Draft<V> draft, Promise<PushResult> promise) {}

  Arrivals(Actions actions) {
    this.actions = actions;
  }

  /** It waits for a place. */
  void add(Draft<V> draft, Promise<PushResult> promise) {
    waiting.addLast(new Arrival<>(draft, promise));
  }

  /** Lets those in that wait, in order, as long as this says yes. */
  void admit(BiPredicate<Draft<V>, Promise<PushResult>> door) {
    while (!waiting.isEmpty()) {
      Arrival<V> first = waiting.getFirst();
      if (!first.promise().future().isDone() && !door.test(first.draft(), first.promise())) {
        return;
      }
      waiting.removeFirst();
    }
  }

  /** One of them does not wait any more; nothing when it does not anyway. */
  void refuse(Promise<PushResult> promise, PushResult.Reason reason) {
    if (waiting.removeIf(arrival -> arrival.promise().equals(promise))) {
      actions.complete(promise, new PushResult.Refused(reason));
    }
  }

  void refuseAll(PushResult.Reason reason) {
    waiting.forEach(arrival -> actions.complete(arrival.promise(), new PushResult.Refused(reason)));
    waiting.clear();
  }

  /** The task of this id is being kept. */
  void begin(long id) {
    twins.put(id, List.of());
  }

  /** Another task of the key of that one was pushed. */
  void same(long id, Promise<PushResult> promise) {
    List<Promise<PushResult>> others = twins.get(id);
    if (others == null) {
      actions.complete(promise, new PushResult.Duplicate(id));
    } else {
      List<Promise<PushResult>> more = new ArrayList<>(others);
      more.add(promise);
      twins.put(id, more);
    }
  }

  /** What is told when the step of this task is kept, or is not. */
  <X> Started.Then then(long id, Promise<X> promise, X kept) {
    return new Started.Then() {
      @Override
      public void kept(long delivery) {
        actions.complete(promise, kept);
        others(id).forEach(one -> actions.complete(one, new PushResult.Duplicate(id)));
      }

      @Override
      public void notKept(QueueException why) {
        actions.fail(promise, why);
        others(id).forEach(one -> actions.fail(one, why));
      }
    };
  }

  private List<Promise<PushResult>> others(long id) {
    @Nullable List<Promise<PushResult>> others = twins.remove(id);
    return others == null ? List.of() : others;
  }
}
