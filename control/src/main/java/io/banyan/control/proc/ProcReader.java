package io.banyan.control.proc;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import java.util.Optional;

/** Reads {@code /proc}. Safe from any thread; each call reads one or two small files. */
public final class ProcReader {

  private final ProcFs proc;

  public ProcReader() {
    this(new ProcFs());
  }

  ProcReader(ProcFs proc) {
    this.proc = proc;
  }

  /** Whether this system has a {@code /proc} that can be read here. */
  public static boolean isThere() {
    return ProcStat.available();
  }

  /** The process that has this pid now; empty when none has, or only its zombie is left. */
  public Optional<ProcessIdentity> identity(long pid) {
    return proc.stat(pid).filter(ProcStat::alive).map(ProcStat::identity);
  }
}
