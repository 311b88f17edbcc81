package io.banyan.supervision.actor;

import org.apache.pekko.actor.typed.Behavior;

/**
 * Makes the behavior of each new incarnation of a child. Called in the thread of an actor; an
 * exception means that this incarnation could not be started.
 *
 * @param <T> what the actor is told
 */
@FunctionalInterface
public interface ActorFactory<T> {
  Behavior<T> create(ActorLife life);
}
