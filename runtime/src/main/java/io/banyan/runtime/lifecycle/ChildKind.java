package io.banyan.runtime.lifecycle;

/** What a child of the tree is. */
public enum ChildKind {
  /** A process that is meant to run on. */
  DAEMON,
  /** A process that is meant to end. */
  TASK,
  /** An ordinary actor. */
  ACTOR,
  SUPERVISOR
}
