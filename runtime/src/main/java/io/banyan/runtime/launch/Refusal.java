package io.banyan.runtime.launch;

import io.banyan.runtime.engine.ExitStatus.LaunchFailed;

/** Says why a process cannot be launched as it was asked for. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient LaunchFailed reason;

  private Refusal(LaunchFailed reason) {
    super(reason.message());
    this.reason = reason;
  }

  static Refusal notPermitted(String what) {
    return new Refusal(new LaunchFailed("EPERM", "Operation not permitted: " + what));
  }

  static Refusal invalid(String what) {
    return new Refusal(new LaunchFailed("EINVAL", what));
  }

  static Refusal noSuchTool(String tool, String purpose) {
    return new Refusal(
        new LaunchFailed(
            "ENOENT", "No such file or directory: %s, which %s takes".formatted(tool, purpose)));
  }

  static Refusal denied(String what) {
    return new Refusal(new LaunchFailed("EACCES", "Permission denied: " + what));
  }

  LaunchFailed reason() {
    return reason;
  }
}
