package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcStat;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process has a pid now. The start time is in the system's unit: ticks since boot where there
 * is {@code /proc}, elsewhere milliseconds since 1970.
 */
public final class ProcessIdentities {

  private ProcessIdentities() {}

  /** This JVM. */
  public static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return of(pid).orElse(new ProcessIdentity(pid, 0));
  }

  /** The process that has this pid now; empty when none has, or only its zombie is left. */
  public static Optional<ProcessIdentity> of(long pid) {
    Optional<ProcStat> stat = ProcStat.of(pid);
    return stat.isPresent() || ProcStat.available()
        ? stat.filter(ProcStat::alive).map(ProcStat::identity)
        : ofHandle(pid);
  }

  /** Whether this very process is running; a start time of 0 means whoever has the pid. */
  public static boolean isAlive(ProcessIdentity process) {
    return of(process.pid())
        .filter(now -> process.startTime() == 0 || now.startTime() == process.startTime())
        .isPresent();
  }

  private static Optional<ProcessIdentity> ofHandle(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(
            handle ->
                new ProcessIdentity(
                    pid, handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L)));
  }
}
