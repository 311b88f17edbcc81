package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time, as queues see it. Safe from any thread. */
public interface QueueTime {

  Moment now();

  /** Runs this once, after so long, in a thread that may be blocked for a moment. */
  Alarm after(Duration delay, Runnable task);

  /** Something that will be run. */
  interface Alarm {
    /** Does not run it, if it has not begun. */
    void cancel();
  }

  /** That of the system. */
  static QueueTime system() {
    return new QueueTime() {
      @Override
      public Moment now() {
        return new Moment(Instant.now(), System.nanoTime());
      }

      @Override
      public Alarm after(Duration delay, Runnable task) {
        CompletableFuture<Void> due = new CompletableFuture<>();
        due.thenRunAsync(task);
        // Its timer goes away with it when it is cancelled.
        due.completeOnTimeout(null, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
      }
    };
  }
}
