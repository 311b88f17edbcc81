package io.banyan.channels;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A channel's state under the lock of that channel. Who is settled by a step is resumed after the
 * lock is given up: a future runs foreign code then.
 */
final class GuardedState<T> {

  private static final AtomicLong CREATED = new AtomicLong();

  /** Who needs the locks of several channels takes them in this order. */
  final long order = CREATED.getAndIncrement();

  final ReentrantLock lock = new ReentrantLock();
  final ChannelState<T> state;
  final Patience patience;

  GuardedState(int capacity, Patience patience) {
    this.state = new ChannelState<>(capacity);
    this.patience = patience;
  }

  /** Sends if that is possible at once. */
  boolean offer(T value) {
    Waiter woken;
    lock.lock();
    try {
      if (!state.offer(value)) {
        return false;
      }
      woken = state.woken();
    } finally {
      lock.unlock();
    }
    resume(woken);
    return true;
  }

  /** Receives if that is possible at once. */
  @Nullable T poll() {
    T value;
    Waiter woken;
    lock.lock();
    try {
      value = state.poll();
      woken = state.woken();
    } finally {
      lock.unlock();
    }
    resume(woken);
    return value;
  }

  /** A sender comes; whether it is settled at once. Otherwise it waits and will be resumed. */
  boolean send(Entry<T> sender, T value) {
    boolean settled;
    Waiter woken;
    lock.lock();
    try {
      settled = state.send(sender, value);
      woken = state.woken();
    } finally {
      lock.unlock();
    }
    resume(woken);
    return settled;
  }

  /** A receiver comes; whether it is settled at once. Otherwise it waits and will be resumed. */
  boolean receive(Entry<T> receiver) {
    boolean settled;
    Waiter woken;
    lock.lock();
    try {
      settled = state.receive(receiver);
      woken = state.woken();
    } finally {
      lock.unlock();
    }
    resume(woken);
    return settled;
  }

  /** Its waiter was withdrawn or settled elsewhere. */
  void leave(Entry<?> entry) {
    lock.lock();
    try {
      entry.leave();
    } finally {
      lock.unlock();
    }
  }

  void close(@Nullable Throwable cause) {
    List<Waiter> settled;
    lock.lock();
    try {
      settled = state.close(cause);
    } finally {
      lock.unlock();
    }
    settled.forEach(Waiter::resume);
  }

  void cancel() {
    List<Waiter> settled;
    lock.lock();
    try {
      settled = state.cancel();
    } finally {
      lock.unlock();
    }
    settled.forEach(Waiter::resume);
  }

  boolean isClosed() {
    lock.lock();
    try {
      return state.isClosed();
    } finally {
      lock.unlock();
    }
  }

  /** What is seen by who finds no value: nothing yet, or the end. */
  Received<T> nothing() {
    lock.lock();
    try {
      return state.isEnded() ? new Received.End<>(state.cause()) : new Received.Empty<>();
    } finally {
      lock.unlock();
    }
  }

  /** What it was closed with, if it was. */
  Optional<Throwable> cause() {
    lock.lock();
    try {
      return state.cause();
    } finally {
      lock.unlock();
    }
  }

  /** To be thrown: the channel is closed, or at its end. */
  ChannelClosedException closed() {
    return new ChannelClosedException("the channel is closed", cause());
  }

  static void resume(@Nullable Waiter woken) {
    if (woken != null) {
      woken.resume();
    }
  }
}
