package io.banyan.runtime.alert;

import java.time.Duration;

/** What is to be done now. */
public sealed interface AlertDecision {

  /** It is raised. */
  record Raise(double value) implements AlertDecision {}

  /**
   * One step of it is due.
   *
   * @param raisedFor how long it has been raised
   */
  record Act(AlertAction action, double value, Duration raisedFor) implements AlertDecision {}

  /**
   * It is over.
   *
   * @param value the last one
   * @param raisedFor how long it was raised
   */
  record Clear(ClearReason reason, double value, Duration raisedFor) implements AlertDecision {}
}
