package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.dependency.DependencyGraph;
import java.util.concurrent.CompletionStage;

/** What all supervisors of one tree share. */
record TreeContext(
    TreePorts ports,
    Incarnations incarnations,
    Supervisors supervisors,
    Declarations declarations,
    Dependencies dependencies,
    Bonds bonds,
    Past past) {

  /** Where every fact also goes to the bonds, and to those who depend on others. */
  static TreeContext of(
      TreePorts ports, DependencyGraph graph, Supervisors supervisors, Bonds bonds) {
    Dependencies dependencies = new Dependencies(graph, ports.process().outputs());
    EventSink listened = bonds.listening(ports.process().events());
    TreePorts heard = ports.withEvents(dependencies.after(listened));
    Past past = new Past(ports.recollection(), ports.process().events());
    return new TreeContext(
        heard,
        new Incarnations(ports.recollection()),
        supervisors,
        new Declarations(heard.process().events()::publish, bonds::declared, past),
        dependencies,
        bonds,
        past);
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
