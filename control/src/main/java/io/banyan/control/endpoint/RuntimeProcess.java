package io.banyan.control.endpoint;

import io.banyan.control.proc.ProcReader;
import io.banyan.runtime.engine.ProcessIdentity;
import java.util.Optional;

/**
 * Tells whether the JVM that wrote a file is still there, although its pid may be another's now.
 */
final class RuntimeProcess {

  private static final ProcReader PROC = new ProcReader();

  private RuntimeProcess() {}

  static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return identity(pid).orElse(new ProcessIdentity(pid, 0));
  }

  /** Whether this very process is running. */
  static boolean isAlive(ProcessIdentity process) {
    return identity(process.pid())
        .filter(now -> process.startTime() == 0 || now.startTime() == process.startTime())
        .isPresent();
  }

  /** In the system's unit: ticks since boot from /proc, elsewhere milliseconds since 1970. */
  private static Optional<ProcessIdentity> identity(long pid) {
    return PROC.identity(pid).or(() -> portableIdentity(pid));
  }

  private static Optional<ProcessIdentity> portableIdentity(long pid) {
    if (ProcReader.isThere()) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(
            handle ->
                new ProcessIdentity(
                    pid,
                    handle.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L)));
  }
}
