package io.banyan.control.metrics;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.inspect.ProcessSampler;
import io.banyan.runtime.inspect.ProcessUsage;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.lifecycle.TreeView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How the children of a tree are now. What is told of each process ends with its declaration.
 *
 * @param view the tree
 * @param samplers makes what is asked for all processes in one pass. It is not kept: scrapes are
 *     rare, and it would keep a file open for each process
 * @param perProcess whether each process is told of, or their number alone
 */
record TreeSamples(TreeView view, Supplier<ProcessSampler> samplers, boolean perProcess) {

  /** A sampler keeps the files open of those that it was asked for last. */
  private static final int OPEN_AT_ONCE = 64;

  private static final double NANOS_PER_SECOND = 1e9;

  void collect(Samples out) {
    List<ChildSnapshot> all = view.all();
    states(out, Family.PROCESSES, all, ChildSnapshot::isProcess);
    states(out, Family.SUPERVISORS, all, ChildSnapshot::isSupervisor);
    states(out, Family.ACTORS, all, child -> !child.isProcess() && !child.isSupervisor());
    if (perProcess) {
      List<ChildSnapshot> processes = all.stream().filter(ChildSnapshot::isProcess).toList();
      processes.forEach(process -> known(out, process));
      usage(out, processes);
    }
  }

  private static void states(
      Samples out, Family family, List<ChildSnapshot> all, Predicate<ChildSnapshot> kind) {
    Map<LifecycleState, Integer> states = new EnumMap<>(LifecycleState.class);
    for (LifecycleState state : LifecycleState.values()) {
      states.put(state, 0);
    }
    all.stream().filter(kind).forEach(child -> states.merge(child.state(), 1, Integer::sum));
    states.forEach((state, count) -> out.add(family, count, List.of(state.text())));
  }

  private static void known(Samples out, ChildSnapshot process) {
    List<String> label = label(process);
    out.add(Family.PROCESS_UP, process.state() == LifecycleState.RUNNING ? 1 : 0, label);
    out.add(Family.PROCESS_RESTARTS, process.life().restarts(), label);
    out.add(Family.PROCESS_DROPPED_BYTES, process.circumstances().droppedBytes(), label);
    process
        .startedAt()
        .filter(started -> process.state().isAlive())
        .ifPresent(started -> out.add(Family.PROCESS_START_TIME, seconds(started), label));
  }

  private void usage(Samples out, List<ChildSnapshot> processes) {
    Set<ProcessIdentity> alive = new HashSet<>();
    processes.forEach(process -> alive(process).ifPresent(alive::add));
    Map<ProcessIdentity, ProcessUsage> used = sample(List.copyOf(alive));
    for (ChildSnapshot process : processes) {
      alive(process)
          .map(used::get)
          .ifPresent(
              usage -> {
                double cpu = usage.cpuNanos() / NANOS_PER_SECOND;
                out.add(Family.PROCESS_CPU, cpu, label(process));
                out.add(Family.PROCESS_MEMORY, usage.rssBytes(), label(process));
              });
    }
  }

  private Map<ProcessIdentity, ProcessUsage> sample(List<ProcessIdentity> processes) {
    Map<ProcessIdentity, ProcessUsage> used = new HashMap<>();
    try (ProcessSampler sampler = samplers.get()) {
      for (int from = 0; from < processes.size(); from += OPEN_AT_ONCE) {
        int to = Math.min(from + OPEN_AT_ONCE, processes.size());
        used.putAll(sampler.sample(processes.subList(from, to)));
      }
    }
    return used;
  }

  private static Optional<ProcessIdentity> alive(ChildSnapshot process) {
    return process.state().isAlive() ? process.life().process() : Optional.empty();
  }

  private static List<String> label(ChildSnapshot process) {
    return List.of(process.path().text());
  }

  /** Unix time with its fraction. */
  static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
