package io.banyan.supervision.strategy;

/** Why a supervisor ends. */
public sealed interface SupervisorEnd {

  /** It was asked to. */
  record ShutDown() implements SupervisorEnd {}

  /** A child could not be started when the supervisor itself was starting. */
  record StartFailed(String childId) implements SupervisorEnd {}

  /** More restarts were needed than its limit allows; the last of them by this child. */
  record LimitExceeded(String childId) implements SupervisorEnd {}

  /** Its significant children have ended, the last of them this one: its work is done. */
  record AutoShutDown(String childId) implements SupervisorEnd {}

  /** Whether this is a failure. */
  default boolean isFailure() {
    return this instanceof StartFailed || this instanceof LimitExceeded;
  }
}
