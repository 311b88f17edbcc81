package io.banyan.channels.exchange;

import io.banyan.runtime.attachment.Attachments;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The outside world of exchanges.
 *
 * @param attachments the streams of the children
 * @param nanoTime a monotonic clock, in nanoseconds
 * @param timer wakes up
 */
public record ExchangePorts(Attachments attachments, LongSupplier nanoTime, Timer timer) {

  /** Does something small in a while. */
  @FunctionalInterface
  public interface Timer {
    /**
     * Does this, unless it is called off.
     *
     * @return calls it off
     */
    Runnable after(Duration delay, Runnable task);
  }
}
