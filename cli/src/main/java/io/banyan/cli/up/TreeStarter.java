package io.banyan.cli.up;

import com.typesafe.config.Config;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.tree.TreeOperations;
import org.apache.pekko.actor.typed.ActorSystem;

/** Starts the tree of a declaration: the seam between the command and what it runs. */
@FunctionalInterface
public interface TreeStarter {

  /**
   * Begins to start a tree and returns at once; the facts tell how it goes on.
   *
   * @throws RuntimeException when nothing could be started
   */
  RunningTree start(Request request);

  /**
   * What to start, and whom to tell.
   *
   * @param config for the actor system
   * @param events told every fact
   * @param outputs keep what the processes write
   */
  record Request(
      TreeDeclaration declaration, Config config, EventSink events, ProcessOutputs outputs) {}

  /**
   * A tree that was started.
   *
   * @param system it lives in; ended by {@code close}
   * @param close ends the actor system and the engine once the tree has ended; blocks
   */
  record RunningTree(ActorSystem<?> system, TreeOperations operations, Runnable close) {}
}
