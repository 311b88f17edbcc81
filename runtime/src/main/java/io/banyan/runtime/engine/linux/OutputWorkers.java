package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.internal.EngineThread;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read output and run its handlers, which may block: a bounded number of them. */
final class OutputWorkers {

  private static final int IDLE_SECONDS = 30;

  /** A turn at reading, given a buffer that is its own meanwhile. */
  @FunctionalInterface
  interface Turn {
    void take(Block.Buffer buffer);
  }

  private final ThreadPoolExecutor executor;
  private final Queue<Block.Buffer> buffers = new ConcurrentLinkedQueue<>();

  OutputWorkers(int threads) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
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

  void shutDown() {
    executor.shutdown();
  }

  private void run(Turn turn) {
    Block.Buffer idle = buffers.poll();
    Block.Buffer buffer = idle != null ? idle : new Block.Buffer();
    try {
      turn.take(buffer);
    } finally {
      buffers.add(buffer);
    }
  }
}
