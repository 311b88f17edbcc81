package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.internal.EngineThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read output and run its handlers, which may block. A few are enough while they
 * do not; when turns wait and no worker has finished one for a while, more come, up to a bound.
 */
final class OutputWorkers {

  // No turn of a handler that does not block takes as long.
  private static final int STALL_MILLIS = 10;
  private static final int IDLE_SECONDS = 30;

  /** A turn at reading, given a buffer that is its own meanwhile. */
  @FunctionalInterface
  interface Turn {
    void take(Block.Buffer buffer);
  }

  private final ThreadPoolExecutor executor;
  private final Buffers buffers;
  private final int threads;
  // Touched by the event thread alone.
  private boolean waiting;
  private long lookedAt;
  private long finishedBefore;

  /**
   * @param threads how many there are while none blocks
   * @param maxThreads how many there may be
   */
  OutputWorkers(int threads, int maxThreads, Buffers buffers) {
    this.threads = threads;
    this.buffers = buffers;
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            threads,
            maxThreads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new EngineThread("banyan-engine-output-" + number.incrementAndGet(), task));
    executor.allowCoreThreadTimeOut(true);
  }

  void execute(Turn turn) {
    executor.execute(() -> run(turn));
  }

  /** Whether no turn waits for a worker. */
  boolean isCalm() {
    return executor.getQueue().isEmpty();
  }

  /**
   * Adds a worker when turns wait and no worker has finished one for a while. Called by the event
   * thread before it waits.
   *
   * @return how many milliseconds it may wait; -1 for ever
   */
  int relieve() {
    if (isCalm()) {
      if (executor.getCorePoolSize() > threads) {
        // Those that came to help leave when they have nothing to do.
        executor.setCorePoolSize(threads);
      }
      waiting = false;
      return -1;
    }
    long now = System.nanoTime();
    if (!waiting || now - lookedAt >= TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS)) {
      long finished = executor.getCompletedTaskCount();
      if (waiting && finished == finishedBefore) {
        int more = Math.max(executor.getPoolSize(), executor.getCorePoolSize()) + 1;
        executor.setCorePoolSize(Math.min(more, executor.getMaximumPoolSize()));
      }
      waiting = true;
      lookedAt = now;
      finishedBefore = finished;
    }
    return STALL_MILLIS;
  }

  void shutDown() {
    executor.shutdown();
  }

  private void run(Turn turn) {
    Block.Buffer buffer = buffers.take();
    try {
      turn.take(buffer);
    } finally {
      buffers.giveBack(buffer);
    }
  }
}
