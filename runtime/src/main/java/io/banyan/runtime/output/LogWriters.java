package io.banyan.runtime.output;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that write the logs of processes that must not wait. They come when there is
 * something to write and go when there is not. When all are stuck, other logs lose bytes, too, but
 * no process waits.
 */
final class LogWriters implements Executor, AutoCloseable {

  private static final int THREADS = 16;
  private static final int IDLE_SECONDS = 10;
  // What is left at the end of the runtime is at most a queue a stream: moments, on a sound disk.
  private static final Duration END_LIMIT = Duration.ofSeconds(2);

  private final ThreadPoolExecutor executor;

  LogWriters() {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "banyan-log-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            // After the end there is no file to write to any more.
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Waits a moment for what is still to be written. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      executor.awaitTermination(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
