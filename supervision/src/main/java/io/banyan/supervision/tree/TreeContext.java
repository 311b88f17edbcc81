package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.dependency.DependencyGraph;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What all supervisors of one tree share. */
record TreeContext(
    TreePorts ports,
    Incarnations incarnations,
    Supervisors supervisors,
    Declarations declarations,
    Dependencies dependencies,
    Bonds bonds,
    Past past,
    Supplier<SupervisionTree> whole) {

  /** Where every fact also goes to the bonds, and to those who depend on others. */
  static TreeContext of(
      TreePorts ports, DependencyGraph graph, Ties ties, Supplier<SupervisionTree> whole) {
    Bonds bonds = ties.bonds();
    Dependencies dependencies = new Dependencies(graph, ports.process().outputs());
    EventSink listened = bonds.listening(ports.process().events());
    TreePorts heard = ports.withEvents(dependencies.after(listened));
    Past past = new Past(ports.recollection(), ports.process().events());
    return new TreeContext(
        heard,
        new Incarnations(ports.recollection()),
        ties.supervisors(),
        new Declarations(heard.process().events()::publish, bonds::declared, past),
        dependencies,
        bonds,
        past,
        whole);
  }

  /** Who is where in a tree, and what ties them. */
  record Ties(Supervisors supervisors, Bonds bonds) {}

  /** What a declared actor is told of where it lives. */
  Surroundings surroundings() {
    return new Surroundings(whole.get(), ports);
  }

  /** Completed when nothing is left of what ended before, at this path and below it. */
  CompletionStage<Void> settled(ChildPath path) {
    return ports
        .process()
        .containment()
        .settled(
            incarnation ->
                path.isRoot()
                    || incarnation.startsWith(path + "#")
                    || incarnation.startsWith(path + "/"));
  }

  void publish(ProcessEvent event) {
    ports.process().events().publish(event);
  }
}
