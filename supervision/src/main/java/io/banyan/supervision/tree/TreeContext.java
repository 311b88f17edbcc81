package io.banyan.supervision.tree;

import io.banyan.runtime.event.ProcessEvent;

/** What all supervisors of one tree share. */
record TreeContext(TreePorts ports, Incarnations incarnations, Supervisors supervisors) {

  TreeContext(TreePorts ports) {
    this(ports, new Incarnations(), new Supervisors());
  }

  void publish(ProcessEvent event) {
    ports.process().events().publish(event);
  }
}
