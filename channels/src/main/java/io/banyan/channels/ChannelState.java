package io.banyan.channels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a channel holds: values, and who waits. Guarded by the lock of the channel; it knows no
 * threads and runs no foreign code, but says whom to {@linkplain Waiter#resume resume} afterwards.
 *
 * <p>Receivers wait only while there is neither a value nor a sender, senders only while the buffer
 * is full. Entries of waiters that have left or were settled elsewhere are passed over.
 */
final class ChannelState<T> {

  private static final int SMALL = 64;

  private final int capacity;
  private final ArrayDeque<T> buffer;
  private final WaitQueue<T> receivers = new WaitQueue<>();
  private final WaitQueue<T> senders = new WaitQueue<>();
  private @Nullable Waiter woken;
  private boolean closed;
  private @Nullable Throwable cause;

  ChannelState(int capacity) {
    this.capacity = capacity;
    this.buffer = new ArrayDeque<>(Math.min(capacity, SMALL));
  }

  /** Gives the value to a receiver that waits or to the buffer; false when there is neither. */
  boolean offer(T value) {
    if (closed) {
      return false;
    }
    for (Entry<T> receiver = receivers.poll(); receiver != null; receiver = receivers.poll()) {
      receiver.value = value;
      if (receiver.settle()) {
        woken = receiver.waiter;
        return true;
      }
    }
    return buffer.size() < capacity && buffer.add(value);
  }

  /** The next value; its room goes to the sender that has waited longest. Null: there is none. */
  @Nullable T poll() {
    T value = buffer.poll();
    if (value == null) {
      return pollSender();
    }
    // Nobody waits for room when there was some.
    T sent = buffer.size() == capacity - 1 ? pollSender() : null;
    if (sent != null) {
      buffer.add(sent);
    }
    return value;
  }

  private @Nullable T pollSender() {
    for (Entry<T> sender = senders.poll(); sender != null; sender = senders.poll()) {
      T value = sender.value;
      if (sender.settle()) {
        woken = sender.waiter;
        return value;
      }
    }
    return null;
  }

  /**
   * Settles a sender that has just come, by taking its value or because it is too late, or queues
   * it.
   *
   * @return whether it is settled, and so will not be resumed
   */
  boolean send(Entry<T> sender, T value) {
    if (closed) {
      return sender.close();
    }
    if (offer(value)) {
      return sender.settle();
    }
    awaitRoom(sender);
    return false;
  }

  /**
   * Settles a receiver that has just come, by a value or the end, or queues it.
   *
   * @return whether it is settled, and so will not be resumed
   */
  boolean receive(Entry<T> receiver) {
    receiver.value = poll();
    if (receiver.value != null) {
      return receiver.settle();
    }
    if (closed) {
      return receiver.close();
    }
    awaitValue(receiver);
    return false;
  }

  /** Queues a sender, of whom it is known that there is no room. */
  void awaitRoom(Entry<T> sender) {
    senders.add(sender);
  }

  /** Queues a receiver, of whom it is known that there is no value. */
  void awaitValue(Entry<T> receiver) {
    receivers.add(receiver);
  }

  /** Who was settled by the last step, besides the one who took it, if anybody was. */
  @Nullable Waiter woken() {
    Waiter last = woken;
    woken = null;
    return last;
  }

  /** Ends sending; who is to be resumed. */
  List<Waiter> close(@Nullable Throwable reason) {
    List<Waiter> settled = new ArrayList<>();
    if (!closed) {
      closed = true;
      cause = reason;
      closeAll(receivers, settled);
      closeAll(senders, settled);
    }
    return settled;
  }

  /** Ends sending and discards what was not received. */
  List<Waiter> cancel() {
    buffer.clear();
    return close(null);
  }

  private void closeAll(WaitQueue<T> queue, List<Waiter> settled) {
    for (Entry<T> entry = queue.poll(); entry != null; entry = queue.poll()) {
      if (entry.close()) {
        settled.add(entry.waiter);
      }
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Closed, and nothing is left. */
  boolean isEnded() {
    return closed && buffer.isEmpty();
  }

  /** What it was closed with. */
  Optional<Throwable> cause() {
    return Optional.ofNullable(cause);
  }
}
