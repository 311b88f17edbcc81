package io.banyan.testkit.script;

import io.banyan.runtime.engine.ExitStatus;

/** Why a system does not make a process, in its own words. */
public enum LaunchFailure {
  /** There is no such program. */
  ENOENT("No such file or directory"),
  /** It may not be executed. */
  EACCES("Permission denied"),
  /** It is not a program. */
  ENOEXEC("Exec format error"),
  /** There are too many processes. */
  EAGAIN("Resource temporarily unavailable"),
  /** There is no memory left. */
  ENOMEM("Cannot allocate memory"),
  /** The runtime has too many open files. */
  EMFILE("Too many open files"),
  /** The system has too many open files. */
  ENFILE("Too many open files in system");

  private final String message;

  LaunchFailure(String message) {
    this.message = message;
  }

  ExitStatus.LaunchFailed of(String program) {
    return new ExitStatus.LaunchFailed(name(), message + ": " + program);
  }
}
