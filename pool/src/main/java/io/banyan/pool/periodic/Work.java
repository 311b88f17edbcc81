package io.banyan.pool.periodic;

import org.apache.pekko.actor.typed.ActorRef;

/** What is done again and again. */
public sealed interface Work {

  /** Code of this program. */
  record Call(PeriodicCall call) implements Work {}

  /** A message to an actor. A run has ended as soon as it is sent. */
  record Tell<T>(ActorRef<T> to, T message) implements Work {
    void send() {
      to.tell(message);
    }
  }

  /**
   * A child of the same supervisor that is started, and has ended when the run has; a task that is
   * not started with its supervisor.
   */
  record Child(String id) implements Work {}
}
