package io.banyan.cli.up;

import io.banyan.runtime.event.RecordedEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Prints facts in a thread of its own: a terminal that was paused must not pause the supervision.
 * What it cannot print in time it counts.
 */
final class ProgressPrinter implements Consumer<RecordedEvent>, AutoCloseable {

  private static final int CAPACITY = 4096;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final PrintStream out;
  private final ProgressLines lines;
  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  ProgressPrinter(PrintStream out, ProgressLines lines) {
    this.out = out;
    this.lines = lines;
    this.thread = new Thread(this::print, "banyan-progress");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void accept(RecordedEvent event) {
    if (!queue.offer(() -> lines.of(event).ifPresent(out::println))) {
      lost.incrementAndGet();
    }
  }

  private void print() {
    try {
      while (!closed || !queue.isEmpty()) {
        queue.take().run();
        if (queue.isEmpty()) {
          long missing = lost.getAndSet(0);
          if (missing > 0) {
            out.println("(" + missing + " lines left out)");
          }
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      out.flush();
    }
  }

  /** Prints what there is, for at most a moment. */
  @Override
  public void close() {
    closed = true;
    // Wakes the thread when it waits for more.
    boolean woken = queue.offer(() -> {});
    try {
      thread.join(LAST_WORDS.toMillis());
      if (!woken) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
