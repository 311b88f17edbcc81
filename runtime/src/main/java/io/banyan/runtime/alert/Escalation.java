package io.banyan.runtime.alert;

import java.time.Duration;

/**
 * One step of an alert.
 *
 * @param after how long the alert has to have been raised; 0: at once
 */
public record Escalation(AlertAction action, Duration after) {

  public Escalation {
    if (after.isNegative()) {
      throw new IllegalArgumentException("negative duration: " + after);
    }
  }
}
