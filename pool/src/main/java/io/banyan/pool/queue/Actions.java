package io.banyan.pool.queue;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The lock of a queue, and what is to be done once it is free: nobody is told anything under it.
 */
final class Actions {

  private final ReentrantLock lock = new ReentrantLock();
  private Queue<Runnable> later = new ArrayDeque<>();

  /** Does this alone, and then what it has left for later. */
  <X> X alone(Supplier<X> work) {
    X result;
    Queue<Runnable> told;
    lock.lock();
    try {
      result = work.get();
    } finally {
      told = later;
      if (!told.isEmpty()) {
        later = new ArrayDeque<>();
      }
      lock.unlock();
    }
    tell(told);
    return result;
  }

  void alone(Runnable work) {
    alone(
        () -> {
          work.run();
          return true;
        });
  }

  private static void tell(Queue<Runnable> told) {
    for (Runnable action = told.poll(); action != null; action = told.poll()) {
      action.run();
    }
  }

  /** Once the lock is free. */
  void later(Runnable action) {
    later.add(action);
  }

  <X> void complete(Promise<X> promise, X value) {
    later(() -> promise.on().execute(() -> promise.future().complete(value)));
  }

  void fail(Promise<?> promise, Throwable failure) {
    later(() -> promise.on().execute(() -> promise.future().completeExceptionally(failure)));
  }
}
