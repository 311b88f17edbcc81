package io.banyan.runtime.process;

import io.banyan.runtime.output.ProcessOutput;

/** One incarnation, how it is run, and the world around it. */
record Subject(
    Incarnation incarnation, ProcessSpec spec, ProcessPorts ports, IncarnationEvents events) {

  static Subject of(Incarnation incarnation, ProcessSpec spec, ProcessPorts ports) {
    return new Subject(
        incarnation, spec, ports, new IncarnationEvents(ports.events(), incarnation));
  }

  /** What it and its predecessors write. */
  ProcessOutput output() {
    return ports.outputs().of(incarnation.path(), spec.output());
  }
}
