package io.banyan.runtime.engine;

/**
 * The end of a process and what it had used.
 *
 * @param status exited or signalled; {@link ExitStatus.LaunchFailed} only from {@link #notLaunched}
 * @param usage what it and the descendants it waited for consumed
 */
public record ProcessExit(ExitStatus status, ResourceUsage usage) {

  /** The end of a process that never ran. */
  public static ProcessExit notLaunched(ExitStatus.LaunchFailed reason) {
    return new ProcessExit(reason, ResourceUsage.UNKNOWN);
  }
}
