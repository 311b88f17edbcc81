package io.banyan.runtime.limits;

import io.banyan.runtime.launch.LaunchOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Control groups as far as this system offers them, looking now and then for the rest. */
final class SystemLimits implements ProcessLimits {

  private static final Logger LOG = LoggerFactory.getLogger(SystemLimits.class);
  private static final long REMOVE_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long REMOVE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Optional<CgroupTree> tree;
  private final Duration sampleInterval;
  private final LimitThread thread = new LimitThread();
  private final ProcSampler sampler = new ProcSampler();
  private final Set<Cgroup> cgroups = ConcurrentHashMap.newKeySet();

  private SystemLimits(Optional<CgroupTree> tree, Duration sampleInterval) {
    this.tree = tree;
    this.sampleInterval = sampleInterval;
  }

  static SystemLimits start(LimitSettings settings) {
    Optional<CgroupTree> tree = CgroupProbe.find(settings);
    if (tree.isEmpty() && !settings.allows(Mechanism.SAMPLING)) {
      throw new IllegalStateException(
          "banyan.limits.mechanism = %s does not work here: no control group can be made"
              .formatted(settings.mechanism()));
    }
    return new SystemLimits(tree, settings.sampleInterval());
  }

  /** The control groups of this system, if it has any. */
  Optional<CgroupTree> tree() {
    return tree;
  }

  /** Makes a control group, to be given back by {@link #abolish}. */
  Cgroup make(String name, Map<Resource, Long> limits) throws IOException {
    Cgroup made = tree.orElseThrow().make(name, limits);
    cgroups.add(made);
    return made;
  }

  @Override
  public LimitGuard guard(String name, LaunchOptions options, Limits limits) {
    Map<Resource, Long> grouped = new EnumMap<>(Resource.class);
    limits.memoryBytes().ifPresent(bytes -> grouped.put(Resource.MEMORY, bytes));
    limits.cpuPercent().ifPresent(percent -> grouped.put(Resource.CPU, (long) percent));
    options.processes().ifPresent(most -> grouped.put(Resource.PROCESSES, (long) most));
    grouped.keySet().removeIf(resource -> keeper(resource, Mechanism.RLIMIT) == Mechanism.RLIMIT);
    boolean sampled = limits.memoryBytes().isPresent() || limits.cpuPercent().isPresent();
    return grouped.isEmpty() && !sampled
        ? new Unguarded.Plain(options, limits)
        : new SystemGuard(this, name, options, limits, grouped);
  }

  LimitsInForce inForce(LaunchOptions options, Limits limits) {
    return LimitsInForce.of(
        limits,
        options,
        new LimitsInForce.Keepers(
            keeper(Resource.MEMORY, Mechanism.SAMPLING),
            keeper(Resource.CPU, Mechanism.SAMPLING),
            keeper(Resource.PROCESSES, Mechanism.RLIMIT)));
  }

  LimitThread thread() {
    return thread;
  }

  ProcessSampler sampler() {
    return sampler;
  }

  Duration sampleInterval() {
    return sampleInterval;
  }

  /** Kills who is left in it, and removes it as soon as they are gone. */
  void abolish(Cgroup cgroup) {
    if (!gone(cgroup)) {
      thread.watch(REMOVE_AGAIN_NANOS, () -> gone(cgroup) ? -1 : REMOVE_AGAIN_NANOS);
    }
  }

  @Override
  public void close() {
    thread.close();
    long start = System.nanoTime();
    while (!removeAll() && System.nanoTime() - start < REMOVE_LIMIT_NANOS) {
      LockSupport.parkNanos(REMOVE_AGAIN_NANOS);
    }
    if (!tree.map(CgroupTree::remove).orElse(true)) {
      LOG.warn("A control group still has members; a later runtime will remove it");
    }
  }

  private boolean removeAll() {
    cgroups.forEach(this::gone);
    return cgroups.isEmpty();
  }

  private boolean gone(Cgroup cgroup) {
    if (!cgroup.remove()) {
      cgroup.kill();
      if (!cgroup.remove()) {
        return false;
      }
    }
    cgroups.remove(cgroup);
    return true;
  }

  /**
   * What keeps a limit of this resource.
   *
   * @param otherwise where no control group can
   */
  Mechanism keeper(Resource resource, Mechanism otherwise) {
    return tree.filter(groups -> groups.limits(resource))
        .map(CgroupTree::mechanism)
        .orElse(otherwise);
  }
}
