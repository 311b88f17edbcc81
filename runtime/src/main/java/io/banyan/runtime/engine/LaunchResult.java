package io.banyan.runtime.engine;

/** What came of a launch. */
public sealed interface LaunchResult {

  /** The program is running (its {@code exec} succeeded). */
  record Launched(OsProcess process) implements LaunchResult {}

  /** There is no process; the system's reason. */
  record NotLaunched(ExitStatus.LaunchFailed reason) implements LaunchResult {}
}
