package io.banyan.runtime.event;

import io.banyan.runtime.engine.Signal;
import java.time.Duration;

/** Why a child failed, in words for people. */
public sealed interface CrashReason {

  /** One line, such as {@code Exit code: 127}. */
  String description();

  /** As part of a sentence: like {@link #description}, without a label where none is needed. */
  default String words() {
    if (this instanceof Error error) {
      return error.message();
    }
    if (this instanceof Linked linked) {
      return "linked to " + linked.to() + ", which failed: " + linked.why().words();
    }
    return this instanceof GaveUp gaveUp ? "gave up: " + gaveUp.message() : description();
  }

  /** It died with a message of its language runtime, whatever its exit code. */
  record Panic(String message) implements CrashReason {
    @Override
    public String description() {
      return "Panic: " + message;
    }
  }

  /** It ended itself with a code that does not mean success. */
  record ExitCode(int code) implements CrashReason {
    @Override
    public String description() {
      return "Exit code: " + code;
    }
  }

  /** It was adopted from another runtime, so that the system did not tell how it ended. */
  record ExitUnknown() implements CrashReason {
    @Override
    public String description() {
      return "Exit unknown: it was adopted";
    }
  }

  /** Its runtime died without having ended it, and nobody could tell any more how it ended. */
  record RuntimeDied() implements CrashReason {
    @Override
    public String description() {
      return "Its runtime died";
    }
  }

  /** A signal ended it. */
  record KilledBySignal(Signal signal, boolean coreDumped) implements CrashReason {
    @Override
    public String description() {
      return "Killed by signal: " + signal + (coreDumped ? " (core dumped)" : "");
    }
  }

  /**
   * It was killed because it took more than it may.
   *
   * @param limit which limit, with its value: {@code memory 64 MiB}
   */
  record ResourceLimit(String limit) implements CrashReason {
    @Override
    public String description() {
      return "Resource limit exceeded: " + limit;
    }
  }

  /** It was stopped because it ran longer than it may. */
  record Timeout() implements CrashReason {
    @Override
    public String description() {
      return "Timeout";
    }
  }

  /**
   * It was stopped because it was not ready in time.
   *
   * @param within how long it had
   * @param lastAnswer why it was not ready when it was asked last; empty when it was not asked
   */
  record NotReady(Duration within, String lastAnswer) implements CrashReason {
    @Override
    public String description() {
      return "Timeout: not ready within "
          + DurationText.of(within)
          + (lastAnswer.isEmpty() ? "" : " (" + lastAnswer + ")");
    }
  }

  /**
   * It was stopped because too many health checks in a row had failed.
   *
   * @param lastAnswer what was wrong at the last
   */
  record HealthCheck(String lastAnswer) implements CrashReason {
    @Override
    public String description() {
      return "Health check: " + lastAnswer;
    }
  }

  /** It could not be started, or something around it failed. */
  record Error(String message) implements CrashReason {
    @Override
    public String description() {
      return "Error: " + message;
    }
  }

  /**
   * It ended with a code after which it is declared not to be restarted.
   *
   * @param exitCode that code
   * @param cause why it failed
   */
  record NotRestarted(int exitCode, CrashReason cause) implements CrashReason {
    @Override
    public String description() {
      return "Not restarted: exit code "
          + exitCode
          + (cause instanceof ExitCode ? "" : ", " + cause.description());
    }
  }

  /** A supervisor reached its restart limit. */
  record GaveUp(String message) implements CrashReason {
    @Override
    public String description() {
      return "Gave up: " + message;
    }
  }

  /**
   * It was ended because one that it is linked with has failed.
   *
   * @param to the first that failed; linked with it directly or over others
   * @param why its own reason, never a link
   */
  record Linked(ChildPath to, CrashReason why) implements CrashReason {
    @Override
    public String description() {
      return "Linked to " + to + ", which failed: " + why.words();
    }
  }
}
