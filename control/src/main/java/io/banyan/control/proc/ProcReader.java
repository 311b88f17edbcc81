package io.banyan.control.proc;

import io.banyan.runtime.engine.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code /proc}. Safe from any thread; each call reads one or two small files. */
public final class ProcReader {

  private final Path proc;
  private final SystemUnits units;

  public ProcReader() {
    this(Path.of("/proc"));
  }

  ProcReader(Path proc) {
    this.proc = proc;
    this.units = SystemUnits.read(proc);
  }

  /** Whether this system has a {@code /proc} that can be read here. */
  public static boolean isThere() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  /** What this very process uses; empty when it is gone, also when its pid was given to another. */
  public Optional<ResourceFigures> figures(ProcessIdentity process) {
    return stat(process.pid())
        .filter(stat -> process.startTime() == 0 || process.startTime() == stat.startTime())
        .flatMap(stat -> uptimeSeconds().map(uptime -> figures(stat, uptime)));
  }

  private ResourceFigures figures(ProcStat stat, double uptime) {
    double used = (double) stat.cpuTicks() / units.ticksPerSecond();
    double age = uptime - (double) stat.startTime() / units.ticksPerSecond();
    double percent = age <= 0 ? 0 : Math.round(1000.0 * used / age) / 10.0;
    return new ResourceFigures(percent, stat.rssPages() * units.pageBytes());
  }

  /** The process that has this pid now; empty when none has, or only its zombie is left. */
  public Optional<ProcessIdentity> identity(long pid) {
    return stat(pid)
        .filter(stat -> stat.state() != 'Z')
        .map(stat -> new ProcessIdentity(pid, stat.startTime()));
  }

  private Optional<ProcStat> stat(long pid) {
    return text(Long.toString(pid) + "/stat").flatMap(ProcStat::parse);
  }

  private Optional<Double> uptimeSeconds() {
    return text("uptime").map(line -> Double.parseDouble(line.split(" ")[0]));
  }

  private Optional<String> text(String file) {
    try {
      // A process names itself and may use any bytes: ISO 8859-1 can read them all.
      return Optional.of(Files.readString(proc.resolve(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
