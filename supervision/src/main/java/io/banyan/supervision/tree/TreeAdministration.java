package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.strategy.ChildCounts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Changes the children that a running tree has. Each change is told as an event ({@code …Declared},
 * {@code Undeclared}) before it is answered.
 *
 * <p>A child that was added lives as long as this incarnation of its supervisor: one that is
 * restarted has the children of its spec again. To make a change last, {@link #reconfigure} the
 * supervisor, too.
 *
 * <p>Safe from any thread; nothing here blocks.
 */
public interface TreeAdministration {

  /**
   * Adds a child after all others. A temporary one is gone again when it has ended.
   *
   * @param start at once: completes when it is ready; when it cannot be started it is not kept
   */
  CompletionStage<OperationResult> add(ChildPath supervisor, ChildSpec child, boolean start);

  /**
   * Starts a child from the template of a dynamic supervisor; completes when it is ready. It is
   * gone again when it has ended and is not to be restarted, or was stopped.
   *
   * @param id unique in the tree; default: that of the template with a number that is never used
   *     again
   * @param arguments what it is given besides what the template says
   */
  CompletionStage<OperationResult> startAnother(
      ChildPath supervisor, Optional<String> id, List<String> arguments);

  /** Deletes a child that is down, with all that is declared below it. */
  CompletionStage<OperationResult> delete(ChildPath child);

  /**
   * Changes a supervisor. Its strategy, limit, auto-shutdown and maximum hold from now on, and for
   * its later incarnations. What is said of a child holds from its next start: children that run
   * are left alone, new ones are not started, and those that are no longer declared stay, after all
   * others. One that is down is changed for its next start. What was said before by this operation
   * about supervisors below it is forgotten, so change a tree from the top downwards.
   */
  CompletionStage<OperationResult> reconfigure(ChildPath supervisor, SupervisorSpec spec);

  /** What was last said about a supervisor; empty when there is none. */
  Optional<SupervisorSpec> spec(ChildPath supervisor);

  /** How many children it has; empty when it is not running. */
  CompletionStage<Optional<ChildCounts>> count(ChildPath supervisor);
}
