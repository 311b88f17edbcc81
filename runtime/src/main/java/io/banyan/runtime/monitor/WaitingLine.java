package io.banyan.runtime.monitor;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Who runs now, who waits, and who is turned away, so that very many alerts at once are no storm of
 * programs. Used by one actor.
 */
final class WaitingLine<T> {

  private final int places;
  private final int seats;
  private final Queue<T> waiting = new ArrayDeque<>();
  private int running;

  /**
   * @param places how many run at a time
   * @param seats how many wait for that
   */
  WaitingLine(int places, int seats) {
    this.places = places;
    this.seats = seats;
  }

  /** What becomes of somebody who comes. */
  enum Answer {
    RUN,
    WAIT,
    GO_AWAY
  }

  Answer come(T one) {
    if (running < places) {
      running++;
      return Answer.RUN;
    }
    if (waiting.size() >= seats) {
      return Answer.GO_AWAY;
    }
    waiting.add(one);
    return Answer.WAIT;
  }

  /** One has ended; who runs in its place. */
  Optional<T> ended() {
    Optional<T> next = Optional.ofNullable(waiting.poll());
    if (next.isEmpty()) {
      running--;
    }
    return next;
  }
}
