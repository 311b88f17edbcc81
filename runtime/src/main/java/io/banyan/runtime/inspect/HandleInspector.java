package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the JVM itself knows of processes: parent, command, start and processor time, on every
 * system. Memory, threads, files and ports it does not know.
 */
final class HandleInspector implements ProcessInspector {

  @Override
  public Optional<ProcessSummary> find(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(HandleInspector::summary);
  }

  @Override
  public List<ProcessSummary> all() {
    return ProcessHandle.allProcesses()
        .map(HandleInspector::summary)
        .sorted(Comparator.comparingLong(ProcessSummary::pid))
        .toList();
  }

  @Override
  public Optional<ProcessInfo> info(ProcessIdentity process) {
    return find(process.pid())
        .filter(
            now -> process.startTime() == 0 || now.identity().startTime() == process.startTime())
        .map(HandleInspector::info);
  }

  private static ProcessInfo info(ProcessSummary summary) {
    Optional<String> program = summary.command().stream().findFirst();
    return new ProcessInfo(
        summary,
        OptionalLong.empty(),
        OptionalLong.empty(),
        new ProcessInfo.Places(Optional.empty(), program),
        Optional.<Map<String, String>>empty(),
        new ProcessInfo.Times(
            Duration.ofNanos(summary.usage().cpuNanos()),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        List.of());
  }

  @Override
  public List<PortUse> listeningOn(int port) {
    throw new UnsupportedOperationException("who listens on a port is told only where /proc is");
  }

  static ProcessUsage usage(ProcessHandle handle) {
    long cpu = handle.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    return new ProcessUsage(cpu, 0, 0, 0);
  }

  private static ProcessSummary summary(ProcessHandle handle) {
    ProcessHandle.Info info = handle.info();
    List<String> command = new ArrayList<>();
    info.command().ifPresent(command::add);
    info.arguments().ifPresent(arguments -> command.addAll(List.of(arguments)));
    String program = info.command().orElse("");
    return new ProcessSummary(
        identity(handle),
        handle.parent().map(ProcessHandle::pid).orElse(0L),
        OptionalLong.empty(),
        program.substring(program.lastIndexOf('/') + 1),
        "unknown",
        command,
        OptionalLong.empty(),
        usage(handle),
        info.startInstant(),
        load(info));
  }

  static ProcessIdentity identity(ProcessHandle handle) {
    return new ProcessIdentity(
        handle.pid(), handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  private static double load(ProcessHandle.Info info) {
    double used = info.totalCpuDuration().orElse(Duration.ZERO).toMillis();
    double age =
        info.startInstant()
            .map(start -> Duration.between(start, Instant.now()).toMillis())
            .orElse(0L);
    return age <= 0 ? 0 : Math.round(1000.0 * used / age) / 10.0;
  }
}
