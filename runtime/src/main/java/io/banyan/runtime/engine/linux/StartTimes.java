package io.banyan.runtime.engine.linux;

import java.util.function.LongSupplier;

/**
 * When processes started, as {@code /proc} tells it: in clock ticks since boot. To read it there is
 * a good part of the work of a launch. But the kernel takes it from a clock that everybody can
 * read, and a tick is long: the start of a process that was made within one tick is known. Whether
 * that is true of this system, the first such processes have to show. Safe from any thread.
 */
final class StartTimes {

  private static final long TICK_NANOS = 10_000_000; // USER_HZ is 100 everywhere but on Alpha
  private static final int PROOFS = 8;

  private int proofs;
  private boolean refuted;

  /** A process was made between two readings of the clock since boot, in nanoseconds; 0: unread. */
  record Span(long begin, long end) {

    private boolean isWithinOneTick() {
      return begin > 0 && begin / TICK_NANOS == end / TICK_NANOS;
    }
  }

  /**
   * When it started.
   *
   * @param told what {@code /proc} tells, 0 if nothing; called only when it is needed
   */
  long of(Span made, LongSupplier told) {
    if (!made.isWithinOneTick()) {
      return told.getAsLong();
    }
    long tick = made.begin() / TICK_NANOS;
    if (isProven()) {
      return tick;
    }
    long truth = told.getAsLong();
    learn(truth == tick);
    return truth;
  }

  private synchronized boolean isProven() {
    return proofs >= PROOFS && !refuted;
  }

  private synchronized void learn(boolean right) {
    proofs++;
    refuted |= !right;
  }
}
