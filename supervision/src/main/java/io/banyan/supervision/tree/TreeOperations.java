package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.link.LinkResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What an operator can do to a running tree. An operator's stop or kill is never a crash: the child
 * stays down until it is started again, by hand or by a restart of all its siblings.
 *
 * <p>Safe from any thread; nothing here blocks. The stages never complete exceptionally because of
 * what a child does: that is an {@link OperationResult}.
 */
public interface TreeOperations extends TreeAdministration {

  /** Starts a child that is down; completes when it is ready or has failed. */
  CompletionStage<OperationResult> start(ChildPath path);

  /**
   * Stops a child, a supervisor with all its children; completes when it has ended.
   *
   * @param grace how long it may take, instead of what was declared; 0 kills at once
   */
  CompletionStage<OperationResult> stop(ChildPath path, Optional<Duration> grace);

  /** Stops a child if it is running, then starts it; completes when it is ready or has failed. */
  CompletionStage<OperationResult> restart(ChildPath path, Optional<Duration> grace);

  /**
   * Ends a process with this signal, and with KILL after its grace time; completes when the signal
   * was sent. A signal that does not usually end a process is only delivered.
   */
  CompletionStage<OperationResult> kill(ChildPath path, Signal signal);

  /**
   * Tells a process to read its own configuration again, in the way that is declared for it;
   * completes when it was told, or its program has ended.
   */
  CompletionStage<OperationResult> reload(ChildPath path);

  /** Delivers a signal to a process and its group; if it dies of it, that is a crash. */
  CompletionStage<OperationResult> signal(ChildPath path, Signal signal);

  /** Puts a child into a group, also one that was not there before. */
  void join(ChildPath path, String group);

  /** Takes a child out of a group. */
  void leave(ChildPath path, String group);

  /** Has the incarnations of two children that are up now crash together. */
  LinkResult link(ChildPath one, ChildPath other);

  /** Ends that; a link that was declared comes back with the next pair. */
  LinkResult unlink(ChildPath one, ChildPath other);

  /**
   * Stops the whole tree in order.
   *
   * @param brutal kill everything at once; may be called while an orderly shutdown is under way
   * @return the same stage as {@link #whenEnded}
   */
  CompletionStage<TreeEnd> shutdown(boolean brutal);

  /** Completes when the tree has ended, for whatever reason, and none of its processes is left. */
  CompletionStage<TreeEnd> whenEnded();
}
