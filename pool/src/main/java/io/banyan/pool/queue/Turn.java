package io.banyan.pool.queue;

import io.banyan.pool.queue.QueueCore.Held;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The waiting of one thread for tasks, one after the other; any other can end it. */
final class Turn<V> {

  private final QueueCore<V> core;
  private final AtomicReference<@Nullable Promise<Optional<Held<V>>>> current =
      new AtomicReference<>();
  private volatile boolean ended;

  Turn(QueueCore<V> core) {
    this.core = core;
  }

  Optional<Held<V>> await() throws InterruptedException {
    Promise<Optional<Held<V>>> promise = Promise.direct();
    current.set(promise);
    if (ended) {
      return Optional.empty();
    }
    core.take(promise);
    try {
      return promise.future().get();
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    } finally {
      giveUp(promise);
    }
  }

  /** It waits no more, and never again. */
  void end() {
    ended = true;
    Promise<Optional<Held<V>>> promise = current.get();
    if (promise != null) {
      giveUp(promise);
    }
  }

  /** What comes all the same goes back to its place. */
  private void giveUp(Promise<Optional<Held<V>>> promise) {
    if (promise.future().complete(Optional.empty())) {
      core.forget(promise);
    }
  }
}
