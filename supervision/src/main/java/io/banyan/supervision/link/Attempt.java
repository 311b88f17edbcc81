package io.banyan.supervision.link;

import io.banyan.runtime.process.Incarnation;

/** What can be said at once about the end of a child. */
public sealed interface Attempt {

  /** It is not alive. */
  record Over(Down down) implements Attempt {}

  /** This incarnation is alive. */
  record StillAlive(Incarnation incarnation) implements Attempt {}
}
