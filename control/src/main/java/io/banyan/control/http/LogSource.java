package io.banyan.control.http;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.OutputTail;
import io.banyan.runtime.output.ProcessOutputs;
import java.util.Optional;

/** A child whose lines are read. Safe from any thread. */
record LogSource(ChildPath path, TreeView view, ProcessOutputs outputs) {

  /** Its lines; empty while it has never been launched. */
  Optional<OutputTail> tail() {
    return outputs.tail(path);
  }

  /** Whether it is declared. */
  boolean exists() {
    return view.get(path).isPresent();
  }
}
