package io.banyan.testkit.time;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One thread that does everything in the order in which it came, and tells when nothing is left to
 * do. With it an actor system always takes the same way.
 */
final class SettlingExecutor implements Executor, AutoCloseable {

  private static final long LIMIT_SECONDS = 30;

  private final ExecutorService executor;
  private volatile Thread thread = Thread.currentThread();
  private long outstanding;

  SettlingExecutor() {
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "banyan-testkit");
              made.setDaemon(true);
              thread = made;
              return made;
            });
  }

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      outstanding++;
    }
    try {
      executor.execute(() -> run(task));
    } catch (RejectedExecutionException closed) {
      // The last words of an actor system: nobody is left to hear them.
      done();
    }
  }

  /** Waits until nothing is left to do. */
  synchronized void settle() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a script or an actor cannot wait for itself");
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (outstanding > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "the tree is still busy after %d s, without any time passing".formatted(LIMIT_SECONDS));
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while the tree was busy", interrupted);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      done();
    }
  }

  private synchronized void done() {
    outstanding--;
    notifyAll();
  }
}
