package io.banyan.control.endpoint;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessIdentities;

/**
 * Tells whether the JVM that wrote a file is still there, although its pid may be another's now.
 */
final class RuntimeProcess {

  private RuntimeProcess() {}

  static ProcessIdentity current() {
    return ProcessIdentities.current();
  }

  /** Whether this very process is running. */
  static boolean isAlive(ProcessIdentity process) {
    return ProcessIdentities.isAlive(process);
  }
}
