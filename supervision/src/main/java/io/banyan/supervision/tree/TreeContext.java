package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.ProcessPorts;
import java.util.concurrent.CompletionStage;

/** What all supervisors of one tree share. */
record TreeContext(
    TreePorts ports,
    Incarnations incarnations,
    Supervisors supervisors,
    Declarations declarations,
    Bonds bonds) {

  /** Its facts go through the bonds. */
  static TreeContext of(TreePorts ports, Supervisors supervisors, Bonds bonds) {
    ProcessPorts processes = ports.process();
    EventSink listened = bonds.listening(processes.events());
    return new TreeContext(
        new TreePorts(processes.withEvents(listened), ports.nanoTime()),
        new Incarnations(),
        supervisors,
        new Declarations(listened::publish, bonds::declared),
        bonds);
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
