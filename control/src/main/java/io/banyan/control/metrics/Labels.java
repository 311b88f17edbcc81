package io.banyan.control.metrics;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.util.List;
import java.util.Locale;

/** The words that facts become as label values. There are few of each, whatever happens. */
final class Labels {

  /** Above this a code is how a shell tells of a signal, by the convention of most programs. */
  private static final int LAST_PLAIN_CODE = 128;

  /** What a shell says when it cannot run a program: not allowed, not found. */
  private static final int NOT_EXECUTABLE = 126;

  private Labels() {}

  /** {@code stopped}, {@code killed}, {@code exited} or {@code failed}. */
  static String of(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** {@code exit-code}, {@code killed-by-signal}, {@code panic}, …. */
  static String of(Class<? extends CrashReason> reason) {
    return reason.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** How a process ended, and with what: a class of codes, a signal, or an error of the system. */
  static List<String> of(ExitStatus status) {
    if (status instanceof ExitStatus.Exited exited) {
      return List.of("exited", codes(exited.code()));
    }
    if (status instanceof ExitStatus.Signaled signaled) {
      return List.of("signaled", signaled.signal().name());
    }
    return status instanceof ExitStatus.LaunchFailed failed
        ? List.of("not-launched", failed.errno())
        : List.of("unknown", "");
  }

  private static String codes(int code) {
    if (code == 0) {
      return "0";
    }
    if (code < NOT_EXECUTABLE) {
      return "1-125";
    }
    return code < LAST_PLAIN_CODE ? "126-127" : "128-255";
  }
}
