package io.banyan.channels;

import org.jspecify.annotations.Nullable;

/**
 * One waiter's place at one channel. All fields but the first are guarded by the lock of that
 * channel until the waiter is settled by this entry; afterwards they do not change.
 */
class Entry<T> {

  final Waiter waiter;

  /** What is to be sent, or what was received. */
  @Nullable T value;

  /** Whether it was settled because the channel is closed. */
  boolean closed;

  /** Where it waits, if it does, and its neighbours there. */
  @Nullable WaitQueue<T> queue;

  @Nullable Entry<T> previous;
  @Nullable Entry<T> next;

  Entry(Waiter waiter, @Nullable T value) {
    this.waiter = waiter;
    this.value = value;
  }

  final boolean settle() {
    return waiter.settle(this);
  }

  /** The channel is closed; whether that settles the waiter. */
  boolean close() {
    closed = true;
    return settle();
  }

  /** Leaves the queue; does nothing when it waits in none. */
  final void leave() {
    if (queue != null) {
      queue.remove(this);
    }
  }
}
