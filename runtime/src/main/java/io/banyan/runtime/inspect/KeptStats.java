package io.banyan.runtime.inspect;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.proc.KeptStat;
import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of those that are asked for again and again. Used by one thread; to be closed. */
final class KeptStats implements AutoCloseable {

  private final ProcFs proc;
  private final byte[] buffer = new byte[ProcFs.MOST_STAT_BYTES];
  private final Map<ProcessIdentity, KeptStat> open = new HashMap<>();

  KeptStats(ProcFs proc) {
    this.proc = proc;
  }

  /** Forgets all others. */
  void retain(Collection<ProcessIdentity> processes) {
    Set<ProcessIdentity> wanted = new HashSet<>(processes);
    Iterator<Map.Entry<ProcessIdentity, KeptStat>> entries = open.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<ProcessIdentity, KeptStat> entry = entries.next();
      if (!wanted.contains(entry.getKey())) {
        entry.getValue().close();
        entries.remove();
      }
    }
  }

  /** Empty when it is gone, or its pid is another's. */
  Optional<ProcStat> stat(ProcessIdentity process) {
    @Nullable KeptStat kept = open.get(process);
    if (kept == null) {
      return begin(process);
    }
    Optional<ProcStat> stat = kept.read();
    if (stat.isEmpty()) {
      forget(process);
    }
    return stat;
  }

  private Optional<ProcStat> begin(ProcessIdentity process) {
    Optional<KeptStat> file = proc.keep(process.pid(), buffer);
    Optional<ProcStat> stat = file.flatMap(KeptStat::read).filter(now -> now.is(process));
    if (stat.isPresent()) {
      open.put(process, file.orElseThrow());
    } else {
      file.ifPresent(KeptStat::close);
    }
    return stat;
  }

  private void forget(ProcessIdentity process) {
    @Nullable KeptStat gone = open.remove(process);
    if (gone != null) {
      gone.close();
    }
  }

  @Override
  public void close() {
    open.values().forEach(KeptStat::close);
    open.clear();
  }
}
