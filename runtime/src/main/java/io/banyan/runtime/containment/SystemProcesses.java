package io.banyan.runtime.containment;

import io.banyan.runtime.proc.ProcFs;
import io.banyan.runtime.proc.ProcStat;
import java.util.Optional;

/** The table that Linux shows in {@code /proc}. */
final class SystemProcesses implements ProcessTable {

  private final ProcFs proc = new ProcFs();

  @Override
  public long[] pids() {
    return proc.pids();
  }

  @Override
  public Optional<Facts> facts(long pid) {
    return proc.stat(pid).map(SystemProcesses::facts);
  }

  @Override
  public Optional<byte[]> environment(long pid) {
    return proc.environment(pid);
  }

  private static Facts facts(ProcStat stat) {
    return new Facts(
        stat.identity(), stat.parent(), stat.alive(), stat.suspended(), stat.kernelThread());
  }
}
