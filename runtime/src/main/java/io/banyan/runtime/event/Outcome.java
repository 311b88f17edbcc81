package io.banyan.runtime.event;

/** How one incarnation ended. */
public enum Outcome {
  /** Ended on request, within its grace time. */
  STOPPED,
  /** Ended by a kill, or by KILL after the grace time. */
  KILLED,
  /** Ended by itself, with success. */
  EXITED,
  /** Ended by itself otherwise, or could not start, or gave up. */
  FAILED
}
