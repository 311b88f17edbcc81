package io.banyan.channels;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One of the things a select can do. What is asked under the lock of the channel says so. */
sealed interface Clause<T, R> {

  GuardedState<T> guarded();

  /** Whether it can never be done any more. Under the lock. */
  boolean isOut();

  /** Does it if that is possible at once, and notes in the entry what came of it. With the lock. */
  boolean attempt(Entry<T> entry);

  /** Waits for what was not possible at once. Under the lock. */
  void queue(Entry<T> entry);

  /** Whether the end of the channel is something to be told. */
  default boolean tellsEnd() {
    return false;
  }

  /** What the function makes of it. Without the lock. */
  R result(Entry<T> done);

  /** Takes a value. */
  record Receive<T, R>(GuardedState<T> guarded, Function<? super T, ? extends R> function)
      implements Clause<T, R> {

    @Override
    public boolean isOut() {
      return guarded.state.isEnded();
    }

    @Override
    public boolean attempt(Entry<T> entry) {
      entry.value = guarded.state.poll();
      return entry.value != null;
    }

    @Override
    public void queue(Entry<T> entry) {
      guarded.state.awaitValue(entry);
    }

    @Override
    public R result(Entry<T> done) {
      return function.apply(present(done.value));
    }
  }

  /** Takes a value or the end. */
  record ReceiveOrEnd<T, R>(
      GuardedState<T> guarded, Function<? super Received<T>, ? extends R> function)
      implements Clause<T, R> {

    @Override
    public boolean isOut() {
      return false;
    }

    @Override
    public boolean attempt(Entry<T> entry) {
      entry.value = guarded.state.poll();
      entry.closed = guarded.state.isEnded();
      return entry.value != null || entry.closed;
    }

    @Override
    public void queue(Entry<T> entry) {
      guarded.state.awaitValue(entry);
    }

    @Override
    public boolean tellsEnd() {
      return true;
    }

    @Override
    public R result(Entry<T> done) {
      T value = done.value;
      return function.apply(value == null ? guarded.nothing() : new Received.Value<>(value));
    }
  }

  /** Sends a value. */
  record Send<T, R>(GuardedState<T> guarded, T value, Supplier<? extends R> function)
      implements Clause<T, R> {

    @Override
    public boolean isOut() {
      return guarded.state.isClosed();
    }

    @Override
    public boolean attempt(Entry<T> entry) {
      return guarded.state.offer(value);
    }

    @Override
    public void queue(Entry<T> entry) {
      entry.value = value;
      guarded.state.awaitRoom(entry);
    }

    @Override
    public R result(Entry<T> done) {
      return function.get();
    }
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("nothing was received");
    }
    return value;
  }
}
