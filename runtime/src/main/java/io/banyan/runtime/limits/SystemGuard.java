package io.banyan.runtime.limits;

import io.banyan.runtime.engine.ExitListener;
import io.banyan.runtime.engine.ExitStatus.LaunchFailed;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.LaunchSpec;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.launch.PrefixedLaunch;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guards one process: in a control group, by looking at it, or with some of both. */
final class SystemGuard implements LimitGuard {

  private static final Logger LOG = LoggerFactory.getLogger(SystemGuard.class);

  private final SystemLimits system;
  private final String name;
  private final LaunchOptions options;
  private final Limits limits;
  private final Map<Resource, Long> grouped;

  private Optional<Cgroup> cgroup = Optional.empty();
  private Optional<String> exceeded = Optional.empty();
  private boolean released;
  private volatile boolean unlimited;

  /**
   * @param grouped what a control group limits; empty when none is made
   */
  SystemGuard(
      SystemLimits system,
      String name,
      LaunchOptions options,
      Limits limits,
      Map<Resource, Long> grouped) {
    this.system = system;
    this.name = name;
    this.options = options;
    this.limits = limits;
    this.grouped = Map.copyOf(grouped);
  }

  @Override
  public LimitsInForce inForce() {
    return unlimited ? new LimitsInForce(List.of()) : system.inForce(options, limits);
  }

  @Override
  public LaunchResult launch(ProcessEngine engine, LaunchSpec spec, ExitListener onExit) {
    Optional<Cgroup> made;
    try {
      made = makeCgroup();
    } catch (IOException failed) {
      return new LaunchResult.NotLaunched(
          new LaunchFailed("EIO", "Cannot make a control group: " + failed.getMessage()));
    }
    remember(made);
    LaunchOptions own =
        grouped.containsKey(Resource.PROCESSES) ? options.withoutProcesses() : options;
    LaunchResult result =
        new PrefixedLaunch(own, made.map(Cgroup::entrances).orElse(List.of()))
            .launch(engine, spec, onExit);
    if (result instanceof LaunchResult.Launched launched) {
      watch(launched.process(), made);
    } else {
      release();
    }
    return result;
  }

  /**
   * Moves it into a control group of this runtime; the one it had stays where it is until a later
   * runtime finds it empty.
   */
  @Override
  public void adopt(OsProcess process) {
    try {
      if (limits.cpuPercent().isPresent()) {
        // Whoever suspended it to throttle it is gone.
        process.signal(Signal.CONT, SignalScope.GROUP);
      }
      Optional<Cgroup> made = makeCgroup();
      remember(made);
      if (made.isPresent()) {
        moveInto(made.get(), process);
      }
      watch(process, made);
    } catch (IOException failed) {
      LOG.warn("{} is not limited any more as it was: {}", name, failed.getMessage());
      unlimited = true;
    }
  }

  /** Whoever is forked meanwhile is in the group of its parent: all are met in the end. */
  private void moveInto(Cgroup group, OsProcess process) throws IOException {
    Set<Long> moved = new HashSet<>();
    boolean fresh = true;
    while (fresh) {
      fresh = false;
      for (ProcessTable.Row row : system.sampler().table().family(process.identity())) {
        if (moved.add(row.pid())) {
          fresh = true;
          group.admit(row.pid());
        }
      }
    }
  }

  @Override
  public synchronized Optional<String> exceeded() {
    return exceeded;
  }

  @Override
  public synchronized void release() {
    if (released) {
      return;
    }
    released = true;
    if (cgroup.filter(Cgroup::ranOutOfMemory).isPresent()) {
      exceeded = Optional.of(memoryLimit());
    }
    cgroup.ifPresent(system::abolish);
  }

  private synchronized void remember(Optional<Cgroup> made) {
    cgroup = made;
  }

  private Optional<Cgroup> makeCgroup() throws IOException {
    if (grouped.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(system.make(name, grouped));
  }

  private void watch(OsProcess process, Optional<Cgroup> made) {
    Duration interval = system.sampleInterval();
    if (limits.memoryBytes().isPresent()) {
      LimitThread.Watch watch =
          made.isPresent() && grouped.containsKey(Resource.MEMORY)
              ? () -> lookForOom(process, made.get())
              : () -> lookAtMemory(process, limits.memoryBytes().get());
      system.thread().watch(interval, watch);
    }
    if (limits.cpuPercent().isPresent() && !grouped.containsKey(Resource.CPU)) {
      CpuWatch watch =
          new CpuWatch(process, system.sampler(), limits.cpuPercent().get(), System::nanoTime);
      system.thread().watch(watch.interval(), () -> isReleased() ? -1 : watch.look());
    }
  }

  /** The kernel kills one member, which need not be the process itself: the others go with it. */
  private long lookForOom(OsProcess process, Cgroup group) {
    if (isReleased()) {
      return -1;
    }
    if (group.ranOutOfMemory() && declareExceeded()) {
      process.signal(Signal.KILL, SignalScope.GROUP);
      group.kill();
      return -1;
    }
    return system.sampleInterval().toNanos();
  }

  private long lookAtMemory(OsProcess process, long limit) {
    if (isReleased()) {
      return -1;
    }
    ProcessTable table = system.sampler().table();
    List<ProcessTable.Row> family = table.family(process.identity());
    if (system.sampler().memory(family, limit) > limit && declareExceeded()) {
      process.signal(Signal.KILL, SignalScope.GROUP);
      family.stream()
          .filter(row -> row.group() != process.identity().pid())
          .forEach(row -> Strays.kill(row));
      return -1;
    }
    return system.sampleInterval().toNanos();
  }

  /** Before the kill, so that nobody sees an end without its reason. */
  private synchronized boolean declareExceeded() {
    if (released) {
      return false;
    }
    exceeded = Optional.of(memoryLimit());
    return true;
  }

  private synchronized boolean isReleased() {
    return released;
  }

  private String memoryLimit() {
    return "memory " + limits.memoryBytes().map(LimitsInForce::size).orElse("");
  }
}
