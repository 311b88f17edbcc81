package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Step;

/**
 * A step on its way to be kept.
 *
 * @param then told what came of it, under the lock of the queue
 */
record Started<V>(Step<V> step, Then then) {

  /** What is done after a step. */
  interface Then {

    /**
     * @param delivery the number of the delivery, if it is one
     */
    void kept(long delivery);

    /** Everything is as before. */
    default void notKept(QueueException why) {}
  }
}
