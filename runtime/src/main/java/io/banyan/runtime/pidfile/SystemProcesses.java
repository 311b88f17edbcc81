package io.banyan.runtime.pidfile;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessIdentities;
import io.banyan.runtime.proc.ProcFs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** As the system tells them. */
final class SystemProcesses implements LivingProcesses {

  /** Clocks of files and of processes tick differently, and are set now and then. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Optional<String> boot = new ProcFs().bootId();

  @Override
  public Optional<ProcessIdentity> find(PidRecord record, Instant written) {
    if (record.boot().isPresent() && boot.isPresent() && !record.boot().equals(boot)) {
      return Optional.empty();
    }
    Optional<ProcessIdentity> now = ProcessIdentities.of(record.process().pid());
    return record.process().startTime() == 0
        ? now.filter(process -> !isYounger(process, written))
        : now.filter(record.process()::equals);
  }

  /** Told by nothing but times on the wall, where another program has written the file. */
  private static boolean isYounger(ProcessIdentity process, Instant written) {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().startInstant())
        .filter(started -> started.isAfter(written.plus(TOLERANCE)))
        .isPresent();
  }

  @Override
  public Optional<String> boot() {
    return boot;
  }
}
