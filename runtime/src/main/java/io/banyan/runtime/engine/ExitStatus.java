package io.banyan.runtime.engine;

/** How a process ended, exactly as the operating system tells it. */
public sealed interface ExitStatus {

  /**
   * It called {@code exit}. {@code exit 137} is this, and not a SIGKILL.
   *
   * @param code 0 to 255
   */
  record Exited(int code) implements ExitStatus {}

  /** A signal ended it. */
  record Signaled(Signal signal, boolean coreDumped) implements ExitStatus {}

  /**
   * It has ended, and nobody can tell how: the system tells it to the parent alone, and that was
   * another runtime.
   */
  record Unknown() implements ExitStatus {}

  /**
   * It never ran.
   *
   * @param errno the system's name for the reason, such as {@code ENOENT}
   * @param message what is missing or forbidden, for people: {@code No such file or directory: foo}
   */
  record LaunchFailed(String errno, String message) implements ExitStatus {}
}
