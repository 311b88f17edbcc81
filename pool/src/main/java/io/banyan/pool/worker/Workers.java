package io.banyan.pool.worker;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.tree.Surroundings;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Workers of one kind: what each of them is as a child of the tree, and how it is spoken with.
 * Where a pool is declared in a file these are plain values, as a reload compares them.
 *
 * @param <T> tasks
 * @param <R> results
 */
public interface Workers<T, R> {

  /** What each of them is; empty where each is something else, which the way to it tells. */
  Optional<ChildDefinition> template();

  /** How long each may take to end when it is asked to. */
  Shutdown shutdown();

  /** Begins to speak with those of one pool. */
  Links<T, R> open(Surroundings here, ActorSystem<?> system);

  /** The ways to the workers of one pool. Used by one actor. */
  interface Links<T, R> extends AutoCloseable {

    /** The way to a worker that is about to be started. */
    WorkerLink<T, R> to(ChildPath worker);

    @Override
    void close();
  }
}
