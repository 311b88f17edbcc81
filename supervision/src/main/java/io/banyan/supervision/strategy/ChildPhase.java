package io.banyan.supervision.strategy;

/** Where a child is, as its supervisor sees it. */
public enum ChildPhase {
  /** Not running, and not wanted to: never started, stopped by hand, or done. */
  DOWN,
  /** To be started as soon as its turn comes. */
  WAITING,
  /** To be started when its restart delay is over. */
  DELAYED,
  /** Started, not ready. */
  STARTING,
  /** Ready. */
  RUNNING,
  /** Asked to end. */
  STOPPING;

  boolean isAlive() {
    return this == STARTING || this == RUNNING || this == STOPPING;
  }
}
