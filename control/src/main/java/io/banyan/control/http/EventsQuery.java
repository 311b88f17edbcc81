package io.banyan.control.http;

import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventQuery;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Query;

/**
 * Which facts are wanted.
 *
 * @param after only those after this number
 * @param since only those from then on
 * @param newest only so many, the newest, of those already there; empty for all
 * @param follow whether those to come are wanted too
 * @param stream whether they are wanted as server-sent events
 */
record EventsQuery(
    EventFilter filter,
    long after,
    Optional<Instant> since,
    Optional<Integer> newest,
    boolean follow,
    boolean stream) {

  private static final int DEFAULT_COUNT = 100;
  private static final int MOST = 1_000_000;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static EventsQuery parse(HttpRequest request, Clock clock) {
    Query query = request.getUri().query();
    boolean stream = header(request, "Accept").contains("text/event-stream");
    Optional<Instant> since = query.get("since").map(text -> instant(text, clock));
    Optional<Long> after =
        query
            .get("after")
            .or(() -> Optional.of(header(request, "Last-Event-ID")).filter(id -> !id.isEmpty()))
            .map(text -> number("after", text));
    Optional<Integer> count =
        query.get("count").map(text -> (int) Math.min(MOST, number("count", text)));
    boolean all = since.isPresent() || after.isPresent();
    return new EventsQuery(
        filter(query),
        after.orElse(0L),
        since,
        count.or(() -> all ? Optional.empty() : Optional.of(stream ? 0 : DEFAULT_COUNT)),
        stream || query.get("follow").map("true"::equals).orElse(false),
        stream);
  }

  /** The next of what is already there, after this number. */
  EventQuery page(long last, int limit) {
    return new EventQuery(filter, last, since, limit, false);
  }

  /** The newest of what is already there. */
  EventQuery newest(int limit) {
    return new EventQuery(filter, after, since, limit, true);
  }

  private static EventFilter filter(Query query) {
    EventFilter filter = EventFilter.all();
    if (query.get("id").isPresent()) {
      filter = filter.about(query.get("id").get());
    }
    return query.get("type").isPresent()
        ? filter.ofTypes(Set.of(query.get("type").get().split(",")))
        : filter;
  }

  private static Instant instant(String text, Clock clock) {
    try {
      return Since.of(text, clock);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "since must be how long ago (10m, 2h, 1d) or when (2026-01-31T12:00:00, with Z for UTC): "
              + text);
    }
  }

  private static long number(String name, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(name + " must be a number from 0: " + text);
    }
    return Long.parseLong(text);
  }

  private static String header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value).orElse("");
  }
}
