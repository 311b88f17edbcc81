package io.banyan.runtime.probe;

import java.time.Duration;

/** What durations of probes have to be. */
final class Durations {

  private Durations() {}

  static void checkPositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be longer than 0, not " + duration);
    }
  }
}
