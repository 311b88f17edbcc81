package io.banyan.runtime.event;

import java.time.Instant;
import java.util.Optional;

/**
 * Which facts of the past are wanted.
 *
 * @param after only those with a greater sequence number; 0 for all
 * @param since only those recorded then or later
 * @param limit at most so many, at least 1
 * @param newest whether these are the newest of all that are wanted, rather than the oldest; they
 *     come in order in any case
 */
public record EventQuery(
    EventFilter filter, long after, Optional<Instant> since, int limit, boolean newest) {

  public EventQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit);
    }
  }

  /** The newest of these. */
  public static EventQuery newest(EventFilter filter, int limit) {
    return new EventQuery(filter, 0, Optional.empty(), limit, true);
  }

  /** The first that come after this sequence number. */
  public static EventQuery after(EventFilter filter, long sequence, int limit) {
    return new EventQuery(filter, sequence, Optional.empty(), limit, false);
  }

  /** Whether this one is wanted, however many there are. */
  public boolean matches(RecordedEvent event) {
    return event.sequence() > after
        && since.map(instant -> !event.time().isBefore(instant)).orElse(true)
        && filter.matches(event.event());
  }
}
