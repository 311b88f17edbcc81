package io.banyan.channels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One use of a select. It looks at all channels and queues at all of them while it holds the locks
 * of all, so nothing can come between: either it finds the other side or the other side finds it.
 */
final class SelectRound<R> {

  private final Waiter waiter;
  private final Place<?, R>[] places;
  private final GuardedState<?>[] channels;
  private final AtomicInteger open = new AtomicInteger();

  @SuppressWarnings({"unchecked", "rawtypes"})
  SelectRound(List<Clause<?, R>> clauses, Waiter waiter) {
    if (clauses.isEmpty()) {
      throw new IllegalArgumentException("nothing to choose from");
    }
    this.waiter = waiter;
    places = clauses.stream().map(clause -> new Place(clause, this)).toArray(Place[]::new);
    channels =
        clauses.stream()
            .<GuardedState<?>>map(Clause::guarded)
            .sorted(Comparator.comparingLong(channel -> channel.order))
            .toArray(GuardedState<?>[]::new);
  }

  /**
   * Does what can be done at once, or waits for all of it.
   *
   * @return whether something was done; otherwise the waiter will be resumed
   * @throws ChannelClosedException when nothing can be done ever
   */
  boolean begin() {
    return begin(true);
  }

  /**
   * Does what can be done at once.
   *
   * @return whether something was done
   * @throws ChannelClosedException when nothing can be done ever
   */
  boolean attempt() {
    return begin(false);
  }

  private boolean begin(boolean wait) {
    Waiter woken;
    for (GuardedState<?> channel : channels) {
      channel.lock.lock();
    }
    try {
      Place<?, R> done = find();
      if (done == null) {
        List<Place<?, R>> possible = possible();
        if (wait) {
          queue(possible);
        }
        return false;
      }
      waiter.settle(done);
      woken = done.clause.guarded().state.woken();
    } finally {
      for (GuardedState<?> channel : channels) {
        channel.lock.unlock();
      }
    }
    GuardedState.resume(woken);
    return true;
  }

  /** Does one of what is possible now; all of them are as likely. */
  private @Nullable Place<?, R> find() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int left = places.length; left > 0; left--) {
      int chosen = random.nextInt(left);
      Place<?, R> place = places[chosen];
      if (place.attempt()) {
        return place;
      }
      places[chosen] = places[left - 1];
      places[left - 1] = place;
    }
    return null;
  }

  private List<Place<?, R>> possible() {
    List<Place<?, R>> possible = Stream.of(places).filter(place -> !place.isOut()).toList();
    if (possible.isEmpty()) {
      throw closed();
    }
    return possible;
  }

  private void queue(List<Place<?, R>> possible) {
    open.set(possible.size());
    possible.forEach(Place::queue);
  }

  /** Leaves all queues, after the waiter was settled or withdrawn. */
  void leave() {
    for (Place<?, R> place : places) {
      place.clause.guarded().leave(place);
    }
  }

  /** What the function makes of what was done. */
  R result() {
    Entry<?> winner = waiter.winner();
    for (Place<?, R> place : places) {
      if (place == winner) {
        return place.result();
      }
    }
    throw new IllegalStateException("settled by a stranger");
  }

  private ChannelClosedException closed() {
    Optional<Throwable> cause =
        Arrays.stream(channels).map(GuardedState::cause).flatMap(Optional::stream).findFirst();
    return new ChannelClosedException("all channels are closed", cause);
  }

  /** The place of one clause in the queue of its channel. */
  private static final class Place<T, R> extends Entry<T> {

    private final Clause<T, R> clause;
    private final SelectRound<R> round;

    Place(Clause<T, R> clause, SelectRound<R> round) {
      super(round.waiter, null);
      this.clause = clause;
      this.round = round;
    }

    boolean isOut() {
      return clause.isOut();
    }

    boolean attempt() {
      return clause.attempt(this);
    }

    void queue() {
      clause.queue(this);
    }

    @Override
    boolean close() {
      closed = true;
      return (round.open.decrementAndGet() == 0 || clause.tellsEnd()) && settle();
    }

    R result() {
      if (closed && !clause.tellsEnd()) {
        throw round.closed();
      }
      return clause.result(this);
    }
  }
}
