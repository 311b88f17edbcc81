package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import java.util.concurrent.CompletionStage;

/** What all supervisors of one tree share. */
record TreeContext(
    TreePorts ports,
    Incarnations incarnations,
    Supervisors supervisors,
    Declarations declarations) {

  TreeContext(TreePorts ports) {
    this(
        ports,
        new Incarnations(),
        new Supervisors(),
        new Declarations(ports.process().events()::publish));
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
