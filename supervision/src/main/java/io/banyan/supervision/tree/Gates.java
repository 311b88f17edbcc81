package io.banyan.supervision.tree;

import io.banyan.supervision.dependency.DependencyBoard;
import io.banyan.supervision.dependency.Gate;
import io.banyan.supervision.dependency.GateListener;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The gates of the children of one supervisor, as far as it knows. Used by its actor. */
final class Gates {

  private final DependencyBoard board;
  private final SupervisorMachine machine;
  private final GateListener listener;
  private final Map<String, Known> known = new HashMap<>();

  /** What was asked for and what has come of it. */
  private record Known(List<Dependency> dependsOn, Gate gate) {}

  /**
   * @param listener told of every change, in any thread
   */
  Gates(DependencyBoard board, SupervisorMachine machine, GateListener listener) {
    this.board = board;
    this.machine = machine;
    this.listener = listener;
  }

  /** Watches the gates of all children, where it does not yet; returns what is to be done now. */
  List<Action> watch() {
    List<Action> actions = new ArrayList<>();
    for (ChildSpec child : machine.childSpecs()) {
      Known before = known.get(child.id());
      List<Dependency> wanted = child.dependsOn();
      if (before == null ? !wanted.isEmpty() : !before.dependsOn().equals(wanted)) {
        Gate gate = board.watch(child, listener);
        known.put(child.id(), new Known(wanted, gate));
        actions.addAll(machine.gate(child.id(), gate.isOpen()));
      }
    }
    return actions;
  }

  /** A gate has changed; returns what is to be done now. */
  List<Action> changed(String id, Gate gate) {
    Known before = known.get(id);
    if (before == null) {
      return List.of();
    }
    known.put(id, new Known(before.dependsOn(), gate));
    return machine.gate(id, gate.isOpen());
  }

  /** What a child waits for, as the rest of a sentence. */
  String words(String id) {
    Known one = known.get(id);
    return one == null ? "" : one.gate().words();
  }

  void forget(String id) {
    known.remove(id);
  }

  void close() {
    board.unwatch(listener);
  }
}
