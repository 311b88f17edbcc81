package io.banyan.supervision.spec;

import java.time.Duration;

/**
 * How many restarts a supervisor tolerates before it gives up.
 *
 * @param maxRestarts restarts allowed in any window of {@code within}; 0 allows none
 * @param within length of the window, greater than 0
 */
public record RestartLimit(int maxRestarts, Duration within) {
  public RestartLimit {
    if (maxRestarts < 0) {
      throw new IllegalArgumentException("maxRestarts: " + maxRestarts);
    }
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("within: " + within);
    }
  }
}
