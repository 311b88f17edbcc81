package io.banyan.channels.exchange;

import io.banyan.channels.exchange.Book.Match;
import io.banyan.runtime.engine.InputOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of requests to one child, over all its incarnations. Pure: takes facts and
 * answers with actions, which have to be carried out in this order. Used by one thread at a time.
 *
 * <pre>
 * request ─ waits ─┬─ is sent ─┬─ answered
 *                  │           └─ fails: no answer in time, none any more, not an answer
 *                  └─ fails: not in time, nowhere to go, too many
 * </pre>
 */
final class ExchangeMachine<A> {

  private static final Line NOT_LAUNCHED = new Line.Down("it has not been launched");

  private final ExchangeLimits limits;
  private final Book<A> book;
  private final Deque<Call<A>> waiting = new ArrayDeque<>();
  private Line line = NOT_LAUNCHED;
  private int incarnation;
  // Being written: the next has to wait for its outcome.
  private @Nullable Call<A> writing;
  private boolean closed;

  ExchangeMachine(ExchangeLimits limits, Book<A> book) {
    this.limits = limits;
    this.book = book;
  }

  boolean isUp() {
    return line.isUp();
  }

  boolean isClosed() {
    return closed;
  }

  int inFlight() {
    return book.size();
  }

  int waiting() {
    return waiting.size();
  }

  // Those who ask

  List<Action<A>> request(Call<A> call) {
    if (closed) {
      return fail(call, new ExchangeFailure.Closed(false));
    }
    if (line instanceof Line.Unfit || (!line.isUp() && limits.whenDown() == WhenDown.FAIL)) {
      return fail(call, new ExchangeFailure.NotSent(line.words()));
    }
    if (!maySend() && waiting.size() >= limits.maxWaiting()) {
      return fail(call, new ExchangeFailure.Full(limits.maxWaiting()));
    }
    waiting.addLast(call);
    return pump(new ArrayList<>(1));
  }

  /** Nobody wants the answer any more. */
  List<Action<A>> cancel(Call<A> call) {
    if (!waiting.remove(call)) {
      book.giveUp(call);
    }
    return pump(new ArrayList<>());
  }

  /** So late it is: whoever has waited for too long fails. */
  List<Action<A>> tick(long now) {
    List<Action<A>> actions = new ArrayList<>();
    for (Call<A> late : waiting.stream().filter(call -> call.left(now) <= 0).toList()) {
      waiting.remove(late);
      actions.add(timedOut(late, false));
    }
    for (Call<A> late : book.wanted()) {
      if (late.left(now) <= 0) {
        book.giveUp(late);
        actions.add(timedOut(late, true));
      }
    }
    return pump(actions);
  }

  /** How long until somebody has waited for too long, in nanoseconds. */
  long patience(long now) {
    long least = Long.MAX_VALUE;
    for (Call<A> call : waiting) {
      least = Math.min(least, call.left(now));
    }
    for (Call<A> call : book.wanted()) {
      least = Math.min(least, call.left(now));
    }
    return least;
  }

  List<Action<A>> close() {
    closed = true;
    line = new Line.Past("the exchange was closed");
    List<Action<A>> actions = new ArrayList<>();
    book.clear()
        .forEach(call -> actions.add(new Action.Fail<>(call, new ExchangeFailure.Closed(true))));
    waiting.forEach(
        call -> actions.add(new Action.Fail<>(call, new ExchangeFailure.Closed(false))));
    waiting.clear();
    return actions;
  }

  // The process

  /** There is an incarnation, which is being launched. */
  void began(int number) {
    incarnation = number;
    line = new Line.Down("it is being launched");
  }

  /**
   * It runs.
   *
   * @param obstacle why there can be no exchange with it, for people
   */
  List<Action<A>> launched(Optional<String> obstacle) {
    // It may have been asked to end, or have left the protocol, before its launch was told.
    if (closed || !(line instanceof Line.Down)) {
      return List.of();
    }
    List<Action<A>> actions = new ArrayList<>();
    if (obstacle.isPresent()) {
      line = new Line.Unfit(obstacle.get());
      return turnAway(actions, obstacle.get());
    }
    line = new Line.Up();
    actions.add(new Action.Up<>(incarnation));
    return pump(actions);
  }

  /** It is given nothing more; what it has it may still answer. */
  List<Action<A>> past(String words) {
    if (line instanceof Line.Unfit || line instanceof Line.Past) {
      return List.of();
    }
    line = new Line.Past(words);
    return limits.whenDown() == WhenDown.FAIL ? turnAway(new ArrayList<>(), words) : List.of();
  }

  List<Action<A>> ended(Departure departure) {
    List<Action<A>> actions = new ArrayList<>();
    book.clear()
        .forEach(
            call -> actions.add(new Action.Fail<>(call, new ExchangeFailure.Ended(departure))));
    writing = null;
    if (!closed) {
      line = new Line.Down("it " + departure.words());
      if (limits.whenDown() == WhenDown.FAIL) {
        turnAway(actions, line.words());
      }
      actions.add(new Action.Down<>(departure));
    }
    return actions;
  }

  /** What came of the last {@link Action.Write}. */
  List<Action<A>> written(InputOutcome outcome) {
    Call<A> call = writing;
    writing = null;
    if (outcome instanceof InputOutcome.Closed ended) {
      return past("its stdin is closed: " + ended.reason());
    }
    List<Action<A>> actions = new ArrayList<>();
    if (outcome instanceof InputOutcome.Busy && call != null) {
      book.remove(call);
      if (!call.isGivenUp()) {
        actions.add(
            new Action.Fail<>(
                call, new ExchangeFailure.NotSent("somebody else writes to its stdin")));
      }
    }
    return pump(actions);
  }

  // What it says

  List<Action<A>> message(A message, Optional<Object> id) {
    Match<A> match = book.answered(id);
    List<Action<A>> actions = new ArrayList<>(2);
    if (match instanceof Match.Found<A> found) {
      actions.add(new Action.Answer<>(found.call(), message));
    } else if (match instanceof Match.Nobody) {
      actions.add(new Action.Unsolicited<>(message));
    }
    return pump(actions);
  }

  List<Action<A>> garbage(String reason) {
    List<Action<A>> actions = new ArrayList<>();
    Optional<Call<A>> spoiled = book.spoiled();
    if (spoiled.isEmpty()) {
      actions.add(new Action.Garbage<>(reason));
    } else if (!spoiled.get().isGivenUp()) {
      actions.add(new Action.Fail<>(spoiled.get(), new ExchangeFailure.Garbled(reason)));
    }
    return pump(actions);
  }

  List<Action<A>> broken(String reason) {
    String words = "it has left the protocol: " + reason;
    List<Action<A>> actions = new ArrayList<>();
    book.clear()
        .forEach(call -> actions.add(new Action.Fail<>(call, new ExchangeFailure.Broken(reason))));
    actions.addAll(past(words));
    if (!closed) {
      actions.add(new Action.Broken<>(incarnation, reason));
    }
    return actions;
  }

  /** What the process had begun to say when its output ended. */
  List<Action<A>> unfinished(String reason) {
    return closed ? List.of() : List.of(new Action.Garbage<>(reason));
  }

  private boolean maySend() {
    return line.isUp() && writing == null && book.size() < limits.maxInFlight();
  }

  private List<Action<A>> pump(List<Action<A>> actions) {
    while (maySend() && !waiting.isEmpty()) {
      Call<A> next = waiting.removeFirst();
      if (book.clashes(next)) {
        String words = "another request with the id " + next.id() + " is under way";
        actions.add(new Action.Fail<>(next, new ExchangeFailure.Unsendable(words)));
      } else {
        writing = next;
        book.add(next);
        actions.add(new Action.Write<>(next.bytes()));
      }
    }
    return actions;
  }

  private List<Action<A>> turnAway(List<Action<A>> actions, String reason) {
    waiting.forEach(
        call -> actions.add(new Action.Fail<>(call, new ExchangeFailure.NotSent(reason))));
    waiting.clear();
    return actions;
  }

  private Action<A> timedOut(Call<A> call, boolean sent) {
    return new Action.Fail<>(call, new ExchangeFailure.TimedOut(call.timeout(), sent));
  }

  private List<Action<A>> fail(Call<A> call, ExchangeFailure failure) {
    return List.of(new Action.Fail<>(call, failure));
  }
}
