package io.banyan.runtime.probe;

import java.time.Duration;

/**
 * When a process counts as ready. Until then it is starting, and whoever depends on it waits. It
 * becomes ready once in its life and stays so.
 *
 * @param timeout how long it may take; longer than 0. It has failed when this is over
 * @param interval pause between two questions, longer than 0; the first is asked at once
 * @param attemptTimeout how long the answer to one question may take, longer than 0
 */
public record ReadySpec(
    ReadyCondition condition, Duration timeout, Duration interval, Duration attemptTimeout) {

  public ReadySpec {
    Durations.checkPositive("timeout", timeout);
    Durations.checkPositive("interval", interval);
    Durations.checkPositive("attempt-timeout", attemptTimeout);
  }
}
