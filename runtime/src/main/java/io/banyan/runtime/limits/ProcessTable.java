package io.banyan.runtime.limits;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcStat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The processes of the system at one moment. */
record ProcessTable(List<Row> rows) {

  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100

  ProcessTable {
    rows = List.copyOf(rows);
  }

  /**
   * One process.
   *
   * @param startTime clock ticks since boot
   * @param cpuTicks processor time of it and of the children it has waited for
   * @param rssPages pages of memory it has
   */
  record Row(long pid, long parent, long group, long startTime, long cpuTicks, long rssPages) {

    static Row of(ProcStat stat) {
      return new Row(
          stat.pid(),
          stat.parent(),
          stat.group(),
          stat.startTime(),
          stat.cpu().all(),
          stat.rssPages());
    }
  }

  /** The group a process leads and all their descendants, those outside of the group too. */
  List<Row> family(ProcessIdentity leader) {
    List<Row> family = new ArrayList<>(group(leader));
    if (family.isEmpty()) {
      return family;
    }
    Map<Long, List<Row>> children = new HashMap<>();
    rows.forEach(row -> children.computeIfAbsent(row.parent(), p -> new ArrayList<>()).add(row));
    Set<Long> known = new HashSet<>();
    family.forEach(row -> known.add(row.pid()));
    Deque<Row> open = new ArrayDeque<>(family);
    while (!open.isEmpty()) {
      for (Row child : children.getOrDefault(open.remove().pid(), List.of())) {
        if (known.add(child.pid())) {
          family.add(child);
          open.add(child);
        }
      }
    }
    return family;
  }

  /** The members of the group a process leads; none when its number is another's now. */
  List<Row> group(ProcessIdentity leader) {
    List<Row> group = rows.stream().filter(row -> row.group() == leader.pid()).toList();
    boolean another =
        group.stream()
            .anyMatch(row -> row.pid() == leader.pid() && row.startTime() != leader.startTime());
    return another ? List.of() : group;
  }

  /** Processor time in nanoseconds. */
  static long cpuNanos(List<Row> processes) {
    return processes.stream().mapToLong(Row::cpuTicks).sum() * NANOS_PER_TICK;
  }
}
