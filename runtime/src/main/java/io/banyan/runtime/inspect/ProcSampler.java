package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import io.banyan.runtime.proc.SystemUnits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code /proc/PID/stat}; of those that are asked for again it keeps the file open. */
final class ProcSampler implements ProcessSampler {

  private final ProcFs proc;
  private final SystemUnits units;
  private final KeptStats kept;

  ProcSampler(ProcFs proc) {
    this.proc = proc;
    this.units = proc.units();
    this.kept = new KeptStats(proc);
  }

  @Override
  public Map<ProcessIdentity, ProcessUsage> sample(Collection<ProcessIdentity> processes) {
    kept.retain(processes);
    Map<ProcessIdentity, ProcessUsage> usages = new HashMap<>();
    for (ProcessIdentity process : processes) {
      kept.stat(process)
          .filter(ProcStat::alive)
          .ifPresent(stat -> usages.put(process, usage(stat, stat.cpu().own())));
    }
    return usages;
  }

  @Override
  public Map<ProcessIdentity, FamilyUsage> sampleFamilies(Collection<ProcessIdentity> processes) {
    kept.retain(processes);
    List<ProcStat> everybody = everybody(processes);
    Families families = new Families(everybody, processes);
    Map<ProcessIdentity, FamilyUsage> usages = new HashMap<>();
    for (ProcStat stat : everybody) {
      families
          .headOf(stat)
          .ifPresent(head -> usages.merge(head, part(stat, head), FamilyUsage::plus));
    }
    // A family whose head is a zombie is about to end.
    usages.values().removeIf(family -> family.own().equals(ProcessUsage.NONE));
    return usages;
  }

  private List<ProcStat> everybody(Collection<ProcessIdentity> processes) {
    List<ProcStat> everybody = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    for (ProcessIdentity process : processes) {
      kept.stat(process).filter(stat -> known.add(stat.pid())).ifPresent(everybody::add);
    }
    for (long pid : proc.pids()) {
      if (!known.contains(pid)) {
        proc.stat(pid).filter(stat -> !stat.kernelThread()).ifPresent(everybody::add);
      }
    }
    return everybody;
  }

  private FamilyUsage part(ProcStat stat, ProcessIdentity head) {
    // Also a zombie: until it is waited for, nobody else has its time.
    ProcessUsage total = usage(stat, stat.cpu().all());
    boolean isHead = stat.is(head) && stat.alive();
    ProcessUsage own = isHead ? usage(stat, stat.cpu().own()) : ProcessUsage.NONE;
    return new FamilyUsage(own, total, stat.alive() ? 1 : 0);
  }

  private ProcessUsage usage(ProcStat stat, long ticks) {
    return new ProcessUsage(
        units.nanos(ticks),
        stat.rssPages() * units.pageBytes(),
        stat.vsizeBytes(),
        stat.alive() ? stat.threads() : 0);
  }

  @Override
  public void close() {
    kept.close();
  }
}
