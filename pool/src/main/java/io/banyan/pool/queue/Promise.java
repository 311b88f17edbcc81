package io.banyan.pool.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A future with the place where it is completed: at once for a thread that waits, elsewhere for
 * callbacks, because what they do must not hold up the queue.
 */
record Promise<X>(CompletableFuture<X> future, Executor on) {

  static <X> Promise<X> on(Executor on) {
    return new Promise<>(new CompletableFuture<>(), on);
  }

  /** For one that waits. */
  static <X> Promise<X> direct() {
    return on(Runnable::run);
  }
}
