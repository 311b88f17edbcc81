package io.banyan.runtime.output;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Counts the bytes of one stream that were lost, and tells them: the first at once, what follows
 * summed up at most every {@link #INTERVAL}, the rest when the stream ends or the loss is over.
 * Safe from any thread.
 */
final class Loss {

  /** The least time between two tellings while the loss goes on. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private final LongConsumer onLoss;
  private final LongSupplier nanoTime;
  private long total;
  private long untold;
  private boolean everTold;
  private long toldAt;

  /**
   * @param onLoss told how many bytes were lost since it was last told
   * @param nanoTime a monotonic clock
   */
  Loss(LongConsumer onLoss, LongSupplier nanoTime) {
    this.onLoss = onLoss;
    this.nanoTime = nanoTime;
  }

  synchronized void add(long bytes) {
    total += bytes;
    untold += bytes;
    if (!everTold || nanoTime.getAsLong() - toldAt >= INTERVAL.toNanos()) {
      tellRest();
    }
  }

  /** Tells what was not told yet, if anything. */
  synchronized void tellRest() {
    if (untold > 0) {
      long bytes = untold;
      untold = 0;
      everTold = true;
      toldAt = nanoTime.getAsLong();
      onLoss.accept(bytes);
    }
  }

  /** All bytes lost so far. */
  synchronized long total() {
    return total;
  }
}
