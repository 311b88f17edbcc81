package io.banyan.pool.queue.machine;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, on two clocks.
 *
 * @param time of day: what outlives a restart is reckoned by it
 * @param nanos monotonic: a lease must not end because somebody set the clock
 */
public record Moment(Instant time, long nanos) {

  /** The same, later. */
  public Moment plus(Duration duration) {
    return new Moment(time.plus(duration), nanos + duration.toNanos());
  }
}
