package io.banyan.supervision.tree;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.util.Optional;
import java.util.OptionalInt;

/** What a child of any kind tells its supervisor. */
sealed interface ChildNotice {

  /** It is ready. */
  record Running() implements ChildNotice {}

  /** It does not want to be started, which is no failure, and has ended. */
  record Declined() implements ChildNotice {}

  /**
   * It has ended.
   *
   * @param started false when it never came to run
   * @param exitCode a process's own exit code, where it has chosen one
   */
  record Ended(Outcome outcome, Optional<CrashReason> reason, boolean started, OptionalInt exitCode)
      implements ChildNotice {

    Ended(Outcome outcome, Optional<CrashReason> reason, boolean started) {
      this(outcome, reason, started, OptionalInt.empty());
    }
  }
}
