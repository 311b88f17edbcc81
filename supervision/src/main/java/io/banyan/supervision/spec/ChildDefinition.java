package io.banyan.supervision.spec;

import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;

/** What kind of child it is. */
public sealed interface ChildDefinition {

  /** How long it may take to end when it is asked to. */
  Shutdown shutdown();

  /**
   * An operating-system process.
   *
   * @param task it is expected to end: success means completed
   */
  record ProcessChild(ProcessSpec process, boolean task) implements ChildDefinition {
    @Override
    public Shutdown shutdown() {
      return process.shutdown();
    }
  }

  /** A supervisor with children of its own. */
  record SupervisorChild(SupervisorSpec supervisor, Shutdown shutdown) implements ChildDefinition {}
}
