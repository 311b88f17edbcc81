package io.banyan.runtime.event;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.Signal;

/** Why a child failed, in words for people. */
public sealed interface CrashReason {

  /** One line, such as {@code Exit code: 127}. */
  String description();

  /** It ended itself with a code that does not mean success. */
  record ExitCode(int code) implements CrashReason {
    @Override
    public String description() {
      return "Exit code: " + code;
    }
  }

  /** A signal ended it. */
  record KilledBySignal(Signal signal, boolean coreDumped) implements CrashReason {
    @Override
    public String description() {
      return "Killed by signal: " + signal + (coreDumped ? " (core dumped)" : "");
    }
  }

  /** It could not be started, or something around it failed. */
  record Error(String message) implements CrashReason {
    @Override
    public String description() {
      return "Error: " + message;
    }
  }

  /** A supervisor reached its restart limit. */
  record GaveUp(String message) implements CrashReason {
    @Override
    public String description() {
      return "Gave up: " + message;
    }
  }

  /** The reason that an exit by itself tells. */
  static CrashReason of(ExitStatus status) {
    if (status instanceof ExitStatus.Exited exited) {
      return new ExitCode(exited.code());
    }
    if (status instanceof ExitStatus.Signaled signaled) {
      return new KilledBySignal(signaled.signal(), signaled.coreDumped());
    }
    return new Error(((ExitStatus.LaunchFailed) status).message());
  }
}
