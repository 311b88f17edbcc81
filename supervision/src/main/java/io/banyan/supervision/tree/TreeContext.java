package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.ProcessPorts;
import java.util.concurrent.CompletionStage;

/** What all supervisors of one tree share. */
record TreeContext(
    TreePorts ports, Incarnations incarnations, Supervisors supervisors, Bonds bonds) {

  /** Its facts go through the bonds. */
  static TreeContext of(TreePorts ports, Supervisors supervisors, Bonds bonds) {
    ProcessPorts processes = ports.process();
    TreePorts listened =
        new TreePorts(processes.withEvents(bonds.listening(processes.events())), ports.nanoTime());
    return new TreeContext(listened, new Incarnations(), supervisors, bonds);
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
