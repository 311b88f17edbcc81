package io.banyan.runtime.crash;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.CrashReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a process that was not asked to end has failed. */
public final class Crash {

  /** A panic is looked for no further back than this: older text may be of something survived. */
  private static final int LAST_LINES = 60;

  /** The shell's own codes: the command could not be executed, or was not found. */
  private static final Set<Integer> NOT_EXECUTED = Set.of(126, 127);

  /** What language runtimes die of when they panic; any other signal came from outside. */
  private static final Set<String> OF_A_PANIC = Set.of("ABRT", "SEGV", "ILL", "BUS", "FPE", "TRAP");

  private Crash() {}

  /**
   * The reason.
   *
   * @param stderr the last lines of the incarnation that failed, oldest first
   */
  public static CrashReason reason(ExitStatus status, List<String> stderr) {
    if (status instanceof ExitStatus.Exited exited) {
      return NOT_EXECUTED.contains(exited.code())
          ? new CrashReason.ExitCode(exited.code())
          : panic(stderr).orElseGet(() -> new CrashReason.ExitCode(exited.code()));
    }
    if (status instanceof ExitStatus.Signaled signaled) {
      Signal signal = signaled.signal();
      CrashReason killed = new CrashReason.KilledBySignal(signal, signaled.coreDumped());
      return OF_A_PANIC.contains(signal.name()) ? panic(stderr).orElse(killed) : killed;
    }
    if (status instanceof ExitStatus.Unknown) {
      return panic(stderr).orElseGet(CrashReason.ExitUnknown::new);
    }
    return new CrashReason.Error(((ExitStatus.LaunchFailed) status).message());
  }

  private static Optional<CrashReason> panic(List<String> stderr) {
    int from = Math.max(0, stderr.size() - LAST_LINES);
    return PanicMessage.in(stderr.subList(from, stderr.size())).map(CrashReason.Panic::new);
  }
}
