package io.banyan.channels;

import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A channel in the memory of this JVM. What can be done at once makes no waiter. */
final class BoundedChannel<T> implements Channel<T> {

  final GuardedState<T> guarded;

  BoundedChannel(int buffer) {
    this(buffer, Patience.learning(buffer));
  }

  BoundedChannel(int buffer, Patience patience) {
    if (buffer < 0) {
      throw new IllegalArgumentException("buffer: 0 or more, not " + buffer);
    }
    guarded = new GuardedState<>(buffer, patience);
  }

  @Override
  public void send(T value) throws InterruptedException {
    if (!guarded.offer(Objects.requireNonNull(value, "value"))) {
      send(value, Deadline.NONE);
    }
  }

  @Override
  public boolean send(T value, Duration timeout) throws InterruptedException {
    if (Deadline.isNow(timeout)) {
      return trySend(value);
    }
    return guarded.offer(Objects.requireNonNull(value, "value"))
        || send(value, Deadline.in(timeout));
  }

  private boolean send(T value, Deadline deadline) throws InterruptedException {
    ThreadWaiter waiter = new ThreadWaiter(guarded.patience);
    Entry<T> entry = new Entry<>(waiter, value);
    if (!guarded.send(entry, value) && !await(entry, waiter, deadline)) {
      return false;
    }
    if (entry.closed) {
      throw guarded.closed();
    }
    return true;
  }

  /** Whether the entry was settled in time; else it is out of its queue. */
  private boolean await(Entry<T> entry, ThreadWaiter waiter, Deadline deadline)
      throws InterruptedException {
    boolean settled = false;
    try {
      settled = waiter.await(deadline);
    } finally {
      if (!settled) {
        guarded.leave(entry);
      }
    }
    return settled;
  }

  @Override
  public boolean trySend(T value) {
    if (guarded.offer(Objects.requireNonNull(value, "value"))) {
      return true;
    }
    if (guarded.isClosed()) {
      throw guarded.closed();
    }
    return false;
  }

  @Override
  public CompletableFuture<Void> sendAsync(T value) {
    if (guarded.offer(Objects.requireNonNull(value, "value"))) {
      return CompletableFuture.completedFuture(null);
    }
    PendingSend<T> pending = new PendingSend<>(guarded, value);
    pending.begin(value);
    return pending;
  }

  @Override
  public T receive() throws InterruptedException {
    T value = guarded.poll();
    if (value == null) {
      value = await(Deadline.NONE);
    }
    if (value == null) {
      throw guarded.closed();
    }
    return value;
  }

  @Override
  public Received<T> receive(Duration timeout) throws InterruptedException {
    T value = guarded.poll();
    boolean done = value != null || Deadline.isNow(timeout);
    return received(done ? value : await(Deadline.in(timeout)));
  }

  /** A value; null at the end and when the time is over. */
  private @Nullable T await(Deadline deadline) throws InterruptedException {
    ThreadWaiter waiter = new ThreadWaiter(guarded.patience);
    Entry<T> entry = new Entry<>(waiter, null);
    boolean settled = guarded.receive(entry) || await(entry, waiter, deadline);
    // What is in an entry that was not settled is none of our business.
    return settled ? entry.value : null;
  }

  @Override
  public Received<T> tryReceive() {
    return received(guarded.poll());
  }

  private Received<T> received(@Nullable T value) {
    return value != null ? new Received.Value<>(value) : guarded.nothing();
  }

  @Override
  public CompletableFuture<Received<T>> receiveAsync() {
    T value = guarded.poll();
    if (value != null) {
      return CompletableFuture.completedFuture(new Received.Value<>(value));
    }
    PendingReceive<T> pending = new PendingReceive<>(guarded);
    pending.begin();
    return pending;
  }

  @Override
  public void close() {
    guarded.close(null);
  }

  @Override
  public void fail(Throwable cause) {
    guarded.close(Objects.requireNonNull(cause, "cause"));
  }

  @Override
  public void cancel() {
    guarded.cancel();
  }

  @Override
  public boolean isClosed() {
    return guarded.isClosed();
  }

  @Override
  public Channel<T> source() {
    return this;
  }

  @Override
  public Iterator<T> iterator() {
    return new ChannelIterator<>(this);
  }
}
