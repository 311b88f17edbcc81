package io.banyan.runtime.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The facts that one subscriber has not taken yet: at most as many as it has places for. When one
 * comes and there is no place, the oldest is left out, and that is told before those that are still
 * there. Safe from any thread.
 */
public final class EventBuffer {

  private final int capacity;
  private final LongAdder missedByAll;
  private final Deque<RecordedEvent> events = new ArrayDeque<>();
  private long missed;
  private long missedFrom;
  private long missedTo;

  /**
   * @param capacity places, at least 1
   * @param missedByAll counts what was left out, also by others
   */
  EventBuffer(int capacity, LongAdder missedByAll) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity);
    }
    this.capacity = capacity;
    this.missedByAll = missedByAll;
  }

  /** One more. */
  public synchronized void add(RecordedEvent event) {
    if (events.size() == capacity) {
      leaveOut(events.removeFirst().sequence());
    }
    events.addLast(event);
  }

  private void leaveOut(long sequence) {
    if (missed == 0) {
      missedFrom = sequence;
    }
    missed++;
    missedByAll.increment();
    missedTo = sequence;
  }

  /**
   * Takes the oldest, in order, with what was left out before them.
   *
   * @param most how many facts at once
   */
  public synchronized List<EventNotice> take(int most) {
    List<EventNotice> taken = new ArrayList<>();
    if (missed > 0) {
      taken.add(new EventNotice.Missed(missed, missedFrom, missedTo));
      missed = 0;
    }
    for (int i = 0; i < most && !events.isEmpty(); i++) {
      taken.add(new EventNotice.Happened(events.removeFirst()));
    }
    return taken;
  }

  public synchronized boolean isEmpty() {
    return events.isEmpty();
  }
}
