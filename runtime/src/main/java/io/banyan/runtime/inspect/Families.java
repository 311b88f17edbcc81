package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.ProcStat;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose family each process of the machine belongs to. Its parent's, if that is known; an orphan,
 * who has another parent by now, is found by its session, for every managed process leads one.
 */
final class Families {

  private final Map<Long, ProcStat> all = new HashMap<>();
  private final Map<Long, ProcessIdentity> heads = new HashMap<>();
  private final Map<Long, Optional<ProcessIdentity>> known = new HashMap<>();

  Families(Collection<ProcStat> everybody, Collection<ProcessIdentity> heads) {
    everybody.forEach(stat -> all.put(stat.pid(), stat));
    for (ProcessIdentity head : heads) {
      ProcStat stat = all.get(head.pid());
      if (stat != null && stat.is(head)) {
        this.heads.put(head.pid(), head);
      }
    }
  }

  /** The nearest of the heads above this process, or the process itself when it is one. */
  Optional<ProcessIdentity> headOf(ProcStat process) {
    Deque<ProcStat> line = new ArrayDeque<>();
    @Nullable ProcStat at = process;
    while (at != null && !known.containsKey(at.pid())) {
      line.push(at);
      @Nullable ProcessIdentity self = heads.get(at.pid());
      // Facts that were not read at the same moment can make a circle: it ends where it began.
      known.put(at.pid(), Optional.ofNullable(self));
      at = self == null ? parentOf(at) : null;
    }
    Optional<ProcessIdentity> head = at == null ? Optional.empty() : known(at);
    for (ProcStat one : line) {
      Optional<ProcessIdentity> above = head;
      head = known(one).or(() -> above).or(() -> ofSession(one));
      known.put(one.pid(), head);
    }
    return known(process);
  }

  private Optional<ProcessIdentity> known(ProcStat process) {
    return Objects.requireNonNull(known.get(process.pid()));
  }

  private @Nullable ProcStat parentOf(ProcStat process) {
    @Nullable ProcStat parent = all.get(process.parent());
    return parent == null || parent.startTime() > process.startTime() ? null : parent;
  }

  private Optional<ProcessIdentity> ofSession(ProcStat process) {
    @Nullable ProcessIdentity leader = heads.get(process.session());
    return leader == null || process.startTime() < leader.startTime()
        ? Optional.empty()
        : Optional.of(leader);
  }
}
