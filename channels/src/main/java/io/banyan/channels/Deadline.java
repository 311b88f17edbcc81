package io.banyan.channels;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Until when a thread waits. */
record Deadline(boolean bounded, long nanoTime) {

  static final Deadline NONE = new Deadline(false, 0);

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  /** Whether such a timeout means not to wait at all. */
  static boolean isNow(Duration timeout) {
    return timeout.isZero() || timeout.isNegative();
  }

  static Deadline in(Duration timeout) {
    return timeout.compareTo(LONGEST) >= 0
        ? NONE
        : new Deadline(true, System.nanoTime() + timeout.toNanos());
  }

  /** Parks until something happens; false, without parking, when the time is over. */
  boolean park(Object blocker) {
    if (!bounded) {
      LockSupport.park(blocker);
      return true;
    }
    long left = nanoTime - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    LockSupport.parkNanos(blocker, left);
    return true;
  }
}
