package io.banyan.runtime.process;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.util.Optional;
import java.util.OptionalInt;

/** What a managed process tells its owner. */
public sealed interface ProcessNotice {

  /** It is ready for use. Told at most once. */
  record Running() implements ProcessNotice {}

  /**
   * It has ended, its group is gone and its output is complete. Told once, as the last thing.
   *
   * @param launched false when there never was a process
   * @param exitCode the code with which it ended by itself; empty when it was made to end, and when
   *     a signal ended it
   */
  record Ended(
      Outcome outcome, Optional<CrashReason> reason, boolean launched, OptionalInt exitCode)
      implements ProcessNotice {}
}
