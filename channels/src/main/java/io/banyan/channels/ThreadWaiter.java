package io.banyan.channels;

import java.util.concurrent.locks.LockSupport;

/** A thread that waits. It looks around for a moment before it parks: parking costs far more. */
final class ThreadWaiter extends Waiter {

  /** Some microseconds; with one processor nobody could settle it meanwhile. */
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 256 : 0;

  private final Thread thread = Thread.currentThread();
  private volatile boolean parks;

  /**
   * Waits for being settled.
   *
   * @return false when the deadline has passed and nothing was brought
   * @throws InterruptedException when the thread was interrupted and nothing was brought; when
   *     something was, the thread stays marked as interrupted
   */
  boolean await(Deadline deadline) throws InterruptedException {
    for (int i = 0; i < SPINS && isOpen(); i++) {
      Thread.onSpinWait();
    }
    parks = true;
    while (isOpen()) {
      if (!deadline.park(this) && withdraw()) {
        return false;
      }
      if (Thread.interrupted()) {
        if (withdraw()) {
          throw new InterruptedException();
        }
        thread.interrupt();
        break;
      }
    }
    return true;
  }

  @Override
  void resume() {
    // Written before it looks whether it is settled: either it sees that or this sees it park.
    if (parks) {
      LockSupport.unpark(thread);
    }
  }
}
