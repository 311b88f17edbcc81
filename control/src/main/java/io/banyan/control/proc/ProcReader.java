package io.banyan.control.proc;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import io.banyan.runtime.proc.SystemUnits;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code /proc}. Safe from any thread; each call reads one or two small files. */
public final class ProcReader {

  private final ProcFs proc;
  private final SystemUnits units;

  public ProcReader() {
    this(new ProcFs());
  }

  ProcReader(ProcFs proc) {
    this.proc = proc;
    this.units = proc.units();
  }

  /** Whether this system has a {@code /proc} that can be read here. */
  public static boolean isThere() {
    return ProcStat.available();
  }

  /** What this very process uses; empty when it is gone, also when its pid was given to another. */
  public Optional<ResourceFigures> figures(ProcessIdentity process) {
    OptionalDouble uptime = proc.uptimeSeconds();
    return uptime.isEmpty()
        ? Optional.empty()
        : proc.stat(process.pid())
            .filter(stat -> stat.is(process))
            .map(stat -> figures(stat, uptime.getAsDouble()));
  }

  private ResourceFigures figures(ProcStat stat, double uptime) {
    double used = (double) stat.cpu().own() / units.ticksPerSecond();
    double age = uptime - (double) stat.startTime() / units.ticksPerSecond();
    double percent = age <= 0 ? 0 : Math.round(1000.0 * used / age) / 10.0;
    return new ResourceFigures(percent, stat.rssPages() * units.pageBytes());
  }

  /** The process that has this pid now; empty when none has, or only its zombie is left. */
  public Optional<ProcessIdentity> identity(long pid) {
    return proc.stat(pid).filter(ProcStat::alive).map(ProcStat::identity);
  }
}
