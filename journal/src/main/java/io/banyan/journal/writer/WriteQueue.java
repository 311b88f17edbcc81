package io.banyan.journal.writer;

import io.banyan.runtime.event.RecordedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Facts that are not durable yet, in order, at most as many as it has places for. One that finds no
 * place is lost to the journal, and counted. Safe from any thread; nothing here blocks.
 */
public final class WriteQueue {

  private final int capacity;
  private final Deque<RecordedEvent> waiting = new ArrayDeque<>();
  private long lost;

  /**
   * @param capacity places, at least 1
   */
  public WriteQueue(int capacity) {
    this.capacity = capacity;
  }

  /** One more; lost when there is no place. */
  synchronized void offer(RecordedEvent event) {
    if (waiting.size() < capacity) {
      waiting.addLast(event);
    } else {
      lost++;
    }
  }

  /** The oldest, which stay here until they are {@link #durable}. */
  synchronized List<RecordedEvent> first(int most) {
    return waiting.stream().limit(most).toList();
  }

  /** Those up to this sequence number are in the journal. */
  synchronized void durable(long sequence) {
    while (!waiting.isEmpty() && waiting.getFirst().sequence() <= sequence) {
      waiting.removeFirst();
    }
  }

  /** Numbers all that wait higher by so much. */
  synchronized void advance(long by) {
    List<RecordedEvent> before = new ArrayList<>(waiting);
    waiting.clear();
    before.forEach(
        event ->
            waiting.addLast(
                new RecordedEvent(
                    event.sequence() + by, event.time(), event.event(), event.process())));
  }

  public synchronized List<RecordedEvent> all() {
    return List.copyOf(waiting);
  }

  public synchronized int size() {
    return waiting.size();
  }

  /** How many were lost since this was last asked. */
  synchronized long takeLost() {
    long count = lost;
    lost = 0;
    return count;
  }

  /** How many were lost and not told yet. */
  public synchronized long lost() {
    return lost;
  }
}
