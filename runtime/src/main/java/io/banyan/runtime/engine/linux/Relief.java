package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.internal.Errno;

/**
 * Lets two threads have one loop between them. One has it, the other stands by. Who has it may
 * leave it for something that may take long, and is replaced if that does. In most cases it does
 * not, and then nobody is woken: the other sleeps until a clock that is stopped before its time.
 *
 * <p>What one has done while it had the loop is seen by the next who has it.
 */
final class Relief {

  static final int THREADS = 2;

  // struct itimerspec: the interval, and the time until it rings. Behind it what is read.
  private static final int SECONDS = 16;
  private static final int NANOS = 24;
  private static final int ANSWER = 32;
  private static final int BYTES = ANSWER + Long.BYTES;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long AT_ONCE = 1;
  private static final long NEVER = 0;

  private final long patienceNanos;
  private final int clock;
  private final Block memory = new Block(BYTES);
  private boolean vacant = true;
  private boolean standingBy;
  private boolean over;
  private int left;

  /**
   * @param patienceNanos how long one may leave the loop before it is replaced; more than 0
   */
  Relief(long patienceNanos) {
    this.patienceNanos = patienceNanos;
    clock = Libc.timerfd_create(Libc.CLOCK_MONOTONIC, Libc.CLOEXEC);
    if (clock < 0) {
      throw new IllegalStateException("timerfd_create: " + Errno.of(Libc.errno()).meaning());
    }
  }

  /** Stands by until the loop can be had. False when it is over. */
  boolean take() {
    while (!hasTaken()) {
      // It may have been set off for a leave that is over by now.
      Libc.read(clock, memory.address(ANSWER), Long.BYTES);
    }
    return !isOver();
  }

  /** Whether somebody stands by. Asked by who has the loop: then it stays so while he has it. */
  synchronized boolean isThere() {
    return standingBy;
  }

  /** Leaves the loop for a while. */
  synchronized void leave() {
    vacant = true;
    ring(patienceNanos);
  }

  /** Tries to have it again. False when the other has taken it, or it is over. */
  synchronized boolean comeBack() {
    if (!vacant || over) {
      return false;
    }
    vacant = false;
    ring(NEVER);
    return true;
  }

  /** Ends it for both. Called by who has the loop. */
  synchronized void end() {
    over = true;
    ring(AT_ONCE);
  }

  /** To be called by each of the threads when it will not come again. */
  synchronized void leaveForGood() {
    left++;
    if (left == THREADS) {
      Libc.close(clock);
      memory.close();
    }
  }

  private synchronized boolean hasTaken() {
    standingBy = !vacant && !over;
    if (!standingBy) {
      vacant = false;
    }
    return !standingBy;
  }

  private synchronized boolean isOver() {
    return over;
  }

  private void ring(long nanos) {
    memory
        .bytes()
        .putLong(SECONDS, nanos / NANOS_PER_SECOND)
        .putLong(NANOS, nanos % NANOS_PER_SECOND);
    Libc.timerfd_settime(clock, 0, memory.address(), 0);
  }
}
