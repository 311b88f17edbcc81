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
    return backoff.waitAfter(inARow++, random);
  }
}
