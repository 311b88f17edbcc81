package io.banyan.pool.queue;

import io.banyan.pool.queue.QueueCore.Held;
import io.banyan.pool.queue.machine.Attempt;
import io.banyan.pool.queue.machine.Outcome;
import io.banyan.pool.queue.machine.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A delivery of a {@link QueueCore}. */
record HeldDelivery<T, V>(QueueCore<V> core, Executor callbacks, Held<V> held, T value)
    implements Delivery<T> {

  private Task<V> task() {
    return held.task();
  }

  @Override
  public long id() {
    return task().id();
  }

  @Override
  public int attempt() {
    return task().attempts().size();
  }

  @Override
  public List<Attempt> earlier() {
    return task().attempts().subList(0, attempt() - 1);
  }

  @Override
  public Optional<String> key() {
    return task().origin().key();
  }

  @Override
  public CompletionStage<Boolean> settle(Outcome outcome) {
    return settle(outcome, Promise.on(callbacks));
  }

  @Override
  public boolean settleNow(Outcome outcome) {
    return Waiting.until(settle(outcome, Promise.direct()));
  }

  private CompletionStage<Boolean> settle(Outcome outcome, Promise<Boolean> promise) {
    core.settle(held.ticket(), outcome, promise);
    return promise.future();
  }

  @Override
  public boolean extend(Duration lease) {
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("lease: " + lease);
    }
    return core.extend(held.ticket(), lease);
  }
}
