package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long one child waits before its next restart: the first waits for the initial delay, each
 * further one in a row longer, up to the maximum. A child that was up for long enough begins anew.
 * Chance makes siblings that crashed together come back apart, and never a wait longer than the
 * maximum.
 *
 * <p>Times are monotonic nanoseconds. Used by one thread at a time.
 */
final class RestartDelay {

  private static final double NANOS = 1e9;

  private int inARow;
  private boolean up;
  private long upSince;

  /** The child is ready. */
  void ready(long now) {
    up = true;
    upSince = now;
  }

  /** The child has ended, for whatever reason. */
  void ended(long now, Backoff backoff) {
    if (up && now - upSince >= backoff.resetAfter().toNanos()) {
      inARow = 0;
    }
    up = false;
  }

  /** An operator took care of the child: what went wrong before does not count any more. */
  void forget() {
    inARow = 0;
  }

  /** The child is restarted once more: how long that has to wait. */
  Duration next(Backoff backoff, RandomGenerator random) {
    double grown = seconds(backoff.initial()) * Math.pow(backoff.factor(), inARow);
    inARow++;
    // Without an initial delay there is nothing that could grow.
    if (backoff.initial().isZero() || grown <= seconds(backoff.initial())) {
      return scattered(backoff.initial(), backoff, random);
    }
    Duration delay = grown >= seconds(backoff.max()) ? backoff.max() : duration(grown);
    return scattered(delay, backoff, random);
  }

  private static Duration scattered(Duration delay, Backoff backoff, RandomGenerator random) {
    if (backoff.jitter() == 0 || delay.isZero()) {
      return delay;
    }
    double shortest = seconds(delay) * (1 - backoff.jitter());
    double longest = Math.min(seconds(backoff.max()), seconds(delay) * (1 + backoff.jitter()));
    return duration(shortest + random.nextDouble() * (longest - shortest));
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / NANOS;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
