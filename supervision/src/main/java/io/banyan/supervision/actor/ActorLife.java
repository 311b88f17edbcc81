package io.banyan.supervision.actor;

import io.banyan.runtime.process.Incarnation;
import java.util.List;

/**
 * One life of an actor, as it sees it itself: who it is, and what it can say about its start. Safe
 * from any thread.
 */
public interface ActorLife {

  /** Which child, and which life of it. */
  Incarnation incarnation();

  /** What it was given besides its template; empty for a child that was not made from one. */
  List<String> arguments();

  /**
   * It is ready for use. Needed only for a definition that is {@link
   * ActorDefinition#readyWhenTold}; every other actor is ready when its behavior has started.
   */
  void ready();

  /**
   * It has nothing to do and does not want to be started, which is no failure. It is stopped.
   * Without effect once it is ready. OTP's {@code ignore}.
   */
  void decline();
}
