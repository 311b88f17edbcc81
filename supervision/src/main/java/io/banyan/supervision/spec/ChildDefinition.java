package io.banyan.supervision.spec;

import io.banyan.runtime.process.ProcessSpec;

/** What kind of child it is. */
public sealed interface ChildDefinition {

  /**
   * An operating-system process.
   *
   * @param task it is expected to end: success means completed
   */
  record ProcessChild(ProcessSpec process, boolean task) implements ChildDefinition {}

  /** A supervisor with children of its own. */
  record SupervisorChild(SupervisorSpec supervisor) implements ChildDefinition {}
}
