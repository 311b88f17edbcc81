package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ListeningSocket;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcOwner;
import io.banyan.runtime.proc.ProcStat;
import io.banyan.runtime.proc.SystemUnits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code /proc}. */
final class ProcInspector implements ProcessInspector {

  private final ProcFs proc;
  private final SystemUnits units;

  ProcInspector(ProcFs proc) {
    this.proc = proc;
    this.units = proc.units();
  }

  @Override
  public Optional<ProcessSummary> find(long pid) {
    return proc.stat(pid).map(stat -> summary(stat, Now.of(proc)));
  }

  @Override
  public List<ProcessSummary> all() {
    Now now = Now.of(proc);
    return Arrays.stream(proc.pids())
        .sorted()
        .mapToObj(proc::stat)
        .flatMap(Optional::stream)
        .filter(stat -> !stat.kernelThread())
        .map(stat -> summary(stat, now))
        .toList();
  }

  @Override
  public Optional<ProcessInfo> info(ProcessIdentity process) {
    long pid = process.pid();
    return proc.stat(pid)
        .filter(stat -> stat.is(process))
        .map(stat -> info(stat, proc.owner(pid)))
        // All of it was of this process if it still is the one with this pid.
        .filter(
            info -> proc.stat(pid).filter(now -> now.is(info.summary().identity())).isPresent());
  }

  private ProcessInfo info(ProcStat stat, Optional<ProcOwner> owner) {
    long pid = stat.pid();
    return new ProcessInfo(
        summary(stat, Now.of(proc)),
        OptionalLong.of(stat.session()),
        owner.map(ProcOwner::gid).map(OptionalLong::of).orElse(OptionalLong.empty()),
        new ProcessInfo.Places(proc.workingDirectory(pid), proc.executable(pid)),
        proc.environment(pid).map(Variables::parse),
        times(stat.cpu()),
        proc.descriptors(pid),
        proc.limits(pid).orElse(List.of()));
  }

  private ProcessInfo.Times times(ProcStat.CpuTicks cpu) {
    return new ProcessInfo.Times(
        duration(cpu.user()),
        duration(cpu.system()),
        Optional.of(duration(cpu.children())),
        Optional.of(duration(cpu.childrenSystem())));
  }

  private ProcessSummary summary(ProcStat stat, Now now) {
    double age = now.uptime - (double) stat.startTime() / units.ticksPerSecond();
    double used = units.nanos(stat.cpu().own()) / 1e9;
    return new ProcessSummary(
        stat.identity(),
        stat.parent(),
        OptionalLong.of(stat.group()),
        stat.name(),
        state(stat.state()),
        proc.commandLine(stat.pid()).orElse(List.of()),
        proc.owner(stat.pid())
            .map(owner -> OptionalLong.of(owner.uid()))
            .orElse(OptionalLong.empty()),
        new ProcessUsage(
            units.nanos(stat.cpu().own()),
            stat.rssPages() * units.pageBytes(),
            stat.vsizeBytes(),
            stat.threads()),
        now.boot.map(boot -> boot.plus(duration(stat.startTime()))),
        age <= 0 ? 0 : Math.round(1000.0 * used / age) / 10.0);
  }

  private Duration duration(long ticks) {
    return Duration.ofNanos(units.nanos(ticks));
  }

  /** As in proc(5). */
  private static String state(char letter) {
    return switch (letter) {
      case 'R' -> "running";
      case 'S' -> "sleeping";
      case 'D' -> "waiting";
      case 'T', 't' -> ProcessSummary.STOPPED;
      case 'Z', 'X' -> ProcessSummary.ZOMBIE;
      case 'I' -> "idle";
      default -> "unknown";
    };
  }

  @Override
  public List<PortUse> listeningOn(int port) {
    List<ListeningSocket> sockets =
        proc.listeningSockets().stream().filter(socket -> socket.port() == port).toList();
    if (sockets.isEmpty()) {
      return List.of();
    }
    Map<String, List<ProcessIdentity>> holders = new HashMap<>();
    sockets.forEach(socket -> holders.put(target(socket), new ArrayList<>()));
    for (long pid : proc.pids()) {
      Set<String> open =
          proc.descriptors(pid).map(Map::values).<Set<String>>map(HashSet::new).orElse(Set.of());
      holders.forEach(
          (target, processes) -> {
            if (open.contains(target)) {
              proc.stat(pid).ifPresent(stat -> processes.add(stat.identity()));
            }
          });
    }
    return sockets.stream().map(socket -> use(socket, holders)).toList();
  }

  private static PortUse use(ListeningSocket socket, Map<String, List<ProcessIdentity>> holders) {
    return new PortUse(
        socket.protocol().name().substring(0, 3).toLowerCase(Locale.ROOT),
        socket.address().getHostAddress(),
        socket.port(),
        OptionalLong.of(socket.uid()),
        holders.getOrDefault(target(socket), List.of()));
  }

  private static String target(ListeningSocket socket) {
    return "socket:[" + socket.inode() + "]";
  }

  /** What is the same for all processes of one look. */
  private record Now(double uptime, Optional<Instant> boot) {
    static Now of(ProcFs proc) {
      return new Now(proc.uptimeSeconds().orElse(0), proc.bootTime());
    }
  }
}
