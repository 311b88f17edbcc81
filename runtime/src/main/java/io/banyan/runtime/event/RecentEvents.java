package io.banyan.runtime.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The latest facts but for measurements, in memory: a history for those who keep no other. Safe
 * from any thread.
 */
public final class RecentEvents implements EventHistory, Consumer<RecordedEvent> {

  private final int capacity;
  private final Deque<RecordedEvent> events = new ArrayDeque<>();

  /**
   * @param capacity how many are kept, at least 1
   */
  public RecentEvents(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized void accept(RecordedEvent event) {
    if (event.event().isMeasurement()) {
      return;
    }
    if (events.size() == capacity) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  @Override
  public CompletionStage<List<RecordedEvent>> find(EventQuery query) {
    return CompletableFuture.completedFuture(select(all(), query));
  }

  private synchronized List<RecordedEvent> all() {
    return new ArrayList<>(events);
  }

  /** What a query wants of facts that are in order. */
  public static List<RecordedEvent> select(List<RecordedEvent> events, EventQuery query) {
    List<RecordedEvent> wanted = events.stream().filter(query::matches).toList();
    int most = Math.min(query.limit(), wanted.size());
    return query.newest()
        ? wanted.subList(wanted.size() - most, wanted.size())
        : wanted.subList(0, most);
  }
}
