package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
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
import java.util.function.Consumer;

/** The gates of the children of one supervisor, as far as it knows. Used by its actor. */
final class Gates {

  /** What is told about the gate of a child. */
  sealed interface News extends Supervisor.Command {}

  private record Changed(String id, Gate gate) implements News {}

  private record Lost(String id) implements News {}

  private final ChildPath supervisor;
  private final Dependencies dependencies;
  private final SupervisorMachine machine;
  private final GateListener listener;
  private final Map<String, Known> known = new HashMap<>();

  /** What was asked for and what has come of it. */
  private record Known(List<Dependency> dependsOn, Gate gate) {}

  /**
   * @param news told of every change, in any thread; is to be given to {@link #on}
   */
  Gates(
      ChildPath supervisor,
      Dependencies dependencies,
      SupervisorMachine machine,
      Consumer<News> news) {
    this.supervisor = supervisor;
    this.dependencies = dependencies;
    this.machine = machine;
    this.listener =
        new GateListener() {
          @Override
          public void changed(String child, Gate gate) {
            news.accept(new Changed(child, gate));
          }

          @Override
          public void lost(String child) {
            news.accept(new Lost(child));
          }
        };
  }

  /** Watches the gates of all children, where it does not yet; returns what is to be done now. */
  List<Action> watch() {
    List<Action> actions = new ArrayList<>();
    for (ChildSpec child : machine.childSpecs()) {
      Known before = known.get(child.id());
      List<Dependency> wanted = child.dependsOn();
      if (before == null ? !wanted.isEmpty() : !before.dependsOn().equals(wanted)) {
        Gate gate = dependencies.board().watch(child, listener);
        known.put(child.id(), new Known(wanted, gate));
        actions.addAll(machine.gate(child.id(), gate.isOpen()));
      }
    }
    return actions;
  }

  /** Other children, or others that they depend on; returns what is to be done now. */
  List<Action> changed() {
    List<Action> actions =
        new ArrayList<>(machine.reorder(dependencies.precedence(supervisor, machine.childSpecs())));
    actions.addAll(watch());
    return actions;
  }

  /** Something was told; returns what is to be done now. */
  List<Action> on(News news) {
    if (news instanceof Lost lost) {
      return machine.dependencyLost(lost.id());
    }
    Changed changed = (Changed) news;
    Known before = known.get(changed.id());
    if (before == null) {
      return List.of();
    }
    known.put(changed.id(), new Known(before.dependsOn(), changed.gate()));
    return machine.gate(changed.id(), changed.gate().isOpen());
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
    dependencies.board().unwatch(listener);
  }
}
