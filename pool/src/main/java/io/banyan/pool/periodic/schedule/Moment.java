package io.banyan.pool.periodic.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * One look at both clocks.
 *
 * @param nanos of a clock that only goes on, from some beginning
 * @param wall what the clock on the wall shows, which may be put forward and back
 */
public record Moment(long nanos, Instant wall) {

  /** How much further the wall's clock has gone since then than the other. */
  Duration driftSince(Moment before) {
    return Duration.between(before.wall, wall).minusNanos(nanos - before.nanos);
  }
}
