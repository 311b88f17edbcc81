package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.dependency.DependencyGraph;
import java.util.concurrent.CompletionStage;

/** What all supervisors of one tree share. */
record TreeContext(
    TreePorts ports,
    Incarnations incarnations,
    Supervisors supervisors,
    Declarations declarations,
    Dependencies dependencies) {

  /** Where every fact also goes to those who depend on others. */
  static TreeContext of(TreePorts ports, DependencyGraph graph) {
    Dependencies dependencies = new Dependencies(graph, ports.process().outputs());
    TreePorts heard = ports.withEvents(dependencies.after(ports.process().events()));
    return new TreeContext(
        heard,
        new Incarnations(),
        new Supervisors(),
        new Declarations(heard.process().events()::publish),
        dependencies);
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
