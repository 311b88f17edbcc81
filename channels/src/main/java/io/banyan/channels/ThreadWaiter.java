package io.banyan.channels;

import java.util.concurrent.locks.LockSupport;

/** A thread that waits. */
final class ThreadWaiter extends Waiter {

  private final Patience patience;
  private final Thread thread = Thread.currentThread();
  private volatile boolean parks;

  ThreadWaiter(Patience patience) {
    this.patience = patience;
  }

  /**
   * Waits for being settled.
   *
   * @return false when the deadline has passed and nothing was brought
   * @throws InterruptedException when the thread was interrupted and nothing was brought; when
   *     something was, the thread stays marked as interrupted
   */
  boolean await(Deadline deadline) throws InterruptedException {
    patience.lookAround(this);
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
