package io.banyan.cli.run;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.ProcessEvent;
import java.util.Optional;

/** How the command ended last: as an exit code, and in words where the code does not say it. */
record LastEnd(Optional<ExitStatus> status, Optional<CrashReason> reason) {

  /** It never ran. */
  static final LastEnd NONE = new LastEnd(Optional.empty(), Optional.empty());

  // What shells, env(1) and timeout(1) answer.
  private static final int NOT_LAUNCHED = 126;
  private static final int NOT_FOUND = 127;
  private static final int SIGNALS = 128;
  private static final int FAILED = 1;

  static LastEnd of(ProcessEvent.Ended ended) {
    return new LastEnd(ended.exit().map(exit -> exit.status()), ended.reason());
  }

  /** What a shell would answer: the command's own code, or 128 and the number of its signal. */
  int exitCode() {
    ExitStatus end = status.orElse(new ExitStatus.Unknown());
    if (end instanceof ExitStatus.Exited exited) {
      return exited.code();
    }
    if (end instanceof ExitStatus.Signaled signaled) {
      return SIGNALS + signaled.signal().number();
    }
    if (end instanceof ExitStatus.LaunchFailed failed) {
      return failed.errno().equals("ENOENT") ? NOT_FOUND : NOT_LAUNCHED;
    }
    return FAILED;
  }

  /** Only what the command cannot have said itself: a limit, or that it was not started. */
  Optional<String> toTell(String program) {
    if (status.orElse(null) instanceof ExitStatus.LaunchFailed failed) {
      return Optional.of(failed.message());
    }
    return reason
        .filter(
            why ->
                why instanceof CrashReason.ResourceLimit
                    || why instanceof CrashReason.Timeout
                    || why instanceof CrashReason.Error)
        .map(why -> program + ": " + why.words());
  }
}
