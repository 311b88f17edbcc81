package io.banyan.pool.worker.machine;

import java.time.Duration;

/** What came of a task in the end. Told once for each. */
public sealed interface TaskEnd {

  record Done() implements TaskEnd {}

  /** The worker says so. */
  record Failed(String reason) implements TaskEnd {}

  /** Its worker ended over it, or left the protocol. */
  record Crashed(String reason) implements TaskEnd {}

  /** Its worker took too long and was killed. */
  record TimedOut(Duration after) implements TaskEnd {}

  /**
   * Nobody wants it any more.
   *
   * @param begun a worker had it, and was killed for that
   */
  record Cancelled(boolean begun) implements TaskEnd {}

  /** It was never taken. */
  record Refused(Refusal why, String words) implements TaskEnd {}

  /** It had waited longest, and made room for another. */
  record Dropped() implements TaskEnd {}

  /**
   * The pool has ended before it was done.
   *
   * @param begun a worker had it
   */
  record Abandoned(boolean begun) implements TaskEnd {}
}
