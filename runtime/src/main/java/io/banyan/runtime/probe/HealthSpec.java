package io.banyan.runtime.probe;

import java.time.Duration;

/**
 * How a process that is ready is watched.
 *
 * @param probe what is asked
 * @param interval pause between two questions, longer than 0; the first comes within one interval
 *     after it is ready, at a moment of its own for each child
 * @param timeout how long the answer to one question may take, longer than 0
 * @param failures so many in a row end it, at least 1
 * @param startPeriod how long, from ready on, failures do not count as long as it has never passed;
 *     may be 0
 */
public record HealthSpec(
    Probe probe, Duration interval, Duration timeout, int failures, Duration startPeriod) {

  public HealthSpec {
    Durations.checkPositive("interval", interval);
    Durations.checkPositive("timeout", timeout);
    if (failures < 1) {
      throw new IllegalArgumentException("failures must be at least 1, not " + failures);
    }
    if (startPeriod.isNegative()) {
      throw new IllegalArgumentException("start-period must not be negative: " + startPeriod);
    }
  }
}
