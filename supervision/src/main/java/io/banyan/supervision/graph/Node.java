package io.banyan.supervision.graph;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import java.util.Optional;

/**
 * A node.
 *
 * @param id unique in the graph: the path of a child ({@code workers/mailer}), {@code /} for the
 *     root; for an observer any other text
 * @param kind what it is
 * @param rules what was declared of its restarts
 * @param now how it fares
 */
public record Node(String id, NodeKind kind, Rules rules, Now now) {

  /**
   * What decides who falls.
   *
   * @param strategy of a supervisor; empty for others
   * @param restart when its own supervisor restarts it
   */
  public record Rules(Optional<Strategy> strategy, RestartType restart) {

    /** Of what nobody supervises. */
    public static final Rules NONE = new Rules(Optional.empty(), RestartType.PERMANENT);
  }

  /**
   * A glance at its life.
   *
   * @param state its lifecycle state, lower case; empty when nothing runs
   * @param status one line for people
   * @param pid of the process that is alive
   * @param restarts so far
   */
  public record Now(
      Optional<String> state, Optional<String> status, Optional<Long> pid, int restarts) {

    /** Nothing is known but the declaration. */
    public static final Now UNKNOWN =
        new Now(Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** Something outside the tree. */
  static Node observer(String id) {
    return new Node(id, NodeKind.OBSERVER, Rules.NONE, Now.UNKNOWN);
  }

  /** The last part of its path; all of it for an observer. */
  public String label() {
    return isObserver() ? id : new ChildPath(id).id();
  }

  public boolean isSupervisor() {
    return kind == NodeKind.SUPERVISOR;
  }

  public boolean isObserver() {
    return kind == NodeKind.OBSERVER;
  }

  /** Whether it is not started again after it has failed by itself. */
  boolean isTemporary() {
    return rules.restart() == RestartType.TEMPORARY;
  }
}
