package io.banyan.runtime.limits;

import io.banyan.runtime.proc.ProcStat;

/** Descendants that left the group of their process, so that its signals do not reach them. */
final class Strays {

  private Strays() {}

  /** Kills one, if its pid still means what was seen. */
  static void kill(ProcessTable.Row seen) {
    // The handle fixes the process by its start, then it is looked at again.
    ProcessHandle.of(seen.pid())
        .filter(
            handle ->
                ProcStat.of(seen.pid()).filter(s -> s.startTime() == seen.startTime()).isPresent())
        .ifPresent(ProcessHandle::destroyForcibly);
  }
}
