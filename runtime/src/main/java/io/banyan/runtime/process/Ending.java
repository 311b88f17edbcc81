package io.banyan.runtime.process;

import io.banyan.runtime.engine.ExitStatus;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Why and how hard one incarnation is being ended, and what its end then means. Decides, and does
 * nothing; used by one actor.
 */
final class Ending {

  /** Stands for no limit at all, where a duration is needed. */
  private static final Duration UNLIMITED = Duration.ofDays(1);

  private final ProcessSpec spec;
  private boolean stopAsked;
  private @Nullable CrashReason verdict;
  private boolean killed;
  private boolean forced;
  private boolean thorough;
  private Shutdown given;

  Ending(ProcessSpec spec) {
    this.spec = spec;
    this.given = spec.shutdown();
  }

  /**
   * Its owner wants it to end.
   *
   * @return the signal to send
   */
  Signal stop(ManagedProcess.Stop stop) {
    stopAsked = true;
    killed = stop.kill();
    forced = stop.isBrutal();
    thorough = stop.thorough();
    given = stop.shutdown();
    return forced ? Signal.KILL : stop.signal();
  }

  /** It is ended because of this, which is a failure. */
  void fail(CrashReason reason) {
    verdict = reason;
  }

  /** It is killed because of this, as if it had crashed. */
  void crash(CrashReason reason) {
    verdict = reason;
    forced = true;
  }

  /** Its owner asks again. What ends by itself does not become a stop by that. */
  void hurry(ManagedProcess.Stop stop) {
    thorough |= stopAsked && stop.thorough();
    killed |= stopAsked && stop.kill();
    forced |= stop.isBrutal() && isAsked();
    given = stop.shutdown();
  }

  /** KILL is sent; true when that was not asked for, but came of a grace time that is over. */
  boolean force() {
    boolean news = isAsked() && !forced;
    forced |= news;
    return news;
  }

  /** Whether it is ended, and does not end by itself. */
  boolean isAsked() {
    return stopAsked || verdict != null;
  }

  boolean isForced() {
    return forced;
  }

  /** Why it was ended, when that was not asked for. */
  Optional<CrashReason> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** Whether its end is to be told only when what left its group is gone, too. */
  boolean isThorough() {
    return thorough;
  }

  /** How long what left its group may take. */
  Duration grace() {
    if (forced || given instanceof Shutdown.BrutalKill) {
      return Duration.ZERO;
    }
    return given instanceof Shutdown.Within within ? within.grace() : UNLIMITED;
  }

  /** The code it chose itself; empty when it was made to end. */
  OptionalInt ownExitCode(ExitStatus status) {
    return status instanceof ExitStatus.Exited exited && !isAsked()
        ? OptionalInt.of(exited.code())
        : OptionalInt.empty();
  }

  /** What its end means. */
  Outcome outcome(ExitStatus status) {
    if (stopAsked) {
      return killed || forced ? Outcome.KILLED : Outcome.STOPPED;
    }
    boolean success =
        status instanceof ExitStatus.Exited exited
            && spec.successExitCodes().contains(exited.code());
    return success && verdict == null ? Outcome.EXITED : Outcome.FAILED;
  }
}
