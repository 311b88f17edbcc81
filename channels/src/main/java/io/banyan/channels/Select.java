package io.banyan.channels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A choice between sends and receives of several channels, of which exactly one is done.
 *
 * <pre>{@code
 * String done =
 *     Select.<String>of()
 *         .receive(numbers, number -> "got " + number)
 *         .send(words, "hello", () -> "said hello")
 *         .await();
 * }</pre>
 *
 * <p>What can be done at once is looked up in a new random order each time, so none of the channels
 * starves another. Otherwise this waits in the queues of all channels; who comes first takes it out
 * of all. A closed channel takes no part (in a receive: when it is drained, too); only {@link
 * #receiveOrEnd} tells the end of a single one. Two selects meet each other also on channels
 * without a buffer, but one select never meets itself.
 *
 * <p>A select may be used any number of times; to be built and used by one thread at a time.
 * Functions run in the thread that calls {@code await}, after the value was taken and without any
 * lock; those of {@link #async} perhaps in the thread of the other side.
 *
 * @param <R> what all of the functions result in
 */
public final class Select<R> {

  private final List<Clause<?, R>> clauses = new ArrayList<>();

  private Select() {}

  /** A choice between nothing so far. */
  public static <R> Select<R> of() {
    return new Select<>();
  }

  static <T> Select<Selected<T>> among(List<ReceiveChannel<? extends T>> channels) {
    Select<Selected<T>> select = of();
    channels.forEach(channel -> take(select, channel));
    return select;
  }

  private static <T, V extends T> void take(Select<Selected<T>> select, ReceiveChannel<V> channel) {
    select.receive(channel, value -> new Selected<>(channel, value));
  }

  /** Takes a value of this channel. */
  public <T> Select<R> receive(
      ReceiveChannel<T> channel, Function<? super T, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    return add(new Clause.Receive<>(guarded(channel), function));
  }

  /** Takes a value of this channel or hears that it is at its end, each time anew. */
  public <T> Select<R> receiveOrEnd(
      ReceiveChannel<T> channel, Function<? super Received<T>, ? extends R> function) {
    Objects.requireNonNull(function, "function");
    return add(new Clause.ReceiveOrEnd<>(guarded(channel), function));
  }

  /** Sends this value, each time it is done. */
  public <T> Select<R> send(Channel<T> channel, T value, Supplier<? extends R> function) {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(function, "function");
    return add(new Clause.Send<>(guarded(channel), value, function));
  }

  private Select<R> add(Clause<?, R> clause) {
    clauses.add(clause);
    return this;
  }

  private static <T> GuardedState<T> guarded(ReceiveChannel<T> channel) {
    return ((BoundedChannel<T>) channel.source()).guarded;
  }

  /**
   * Waits until something can be done, and does it.
   *
   * @throws ChannelClosedException when all of the channels are closed; its cause is a failure that
   *     one of them was closed with, if there was one
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public R await() throws InterruptedException {
    return await(Deadline.NONE).orElseThrow();
  }

  /**
   * Does something as {@link #await()} does, but waits no longer than the timeout; zero or less
   * does not wait at all. Empty when nothing could be done in time.
   *
   * @throws ChannelClosedException when all of the channels are closed
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public Optional<R> await(Duration timeout) throws InterruptedException {
    if (Deadline.isNow(timeout)) {
      SelectRound<R> round = new SelectRound<>(clauses, new ThreadWaiter(Patience.none()));
      return round.attempt() ? Optional.of(round.result()) : Optional.empty();
    }
    return await(Deadline.in(timeout));
  }

  private Optional<R> await(Deadline deadline) throws InterruptedException {
    ThreadWaiter waiter = new ThreadWaiter(patience());
    SelectRound<R> round = new SelectRound<>(clauses, waiter);
    if (round.begin()) {
      return Optional.of(round.result());
    }
    boolean settled;
    try {
      settled = waiter.await(deadline);
    } finally {
      round.leave();
    }
    return settled ? Optional.of(round.result()) : Optional.empty();
  }

  /** Of one of the channels: a guess is enough. */
  private Patience patience() {
    return clauses.isEmpty() ? Patience.none() : clauses.get(0).guarded().patience;
  }

  /**
   * Does something as {@link #await()} does, without keeping a thread. The future fails with what
   * {@code await} or the function would throw; to withdraw it is as for {@link
   * ReceiveChannel#receiveAsync}.
   */
  public CompletableFuture<R> async() {
    PendingSelect<R> pending = new PendingSelect<>(clauses);
    pending.begin();
    return pending;
  }
}
