package io.banyan.control.http;

import io.banyan.control.document.EventDocument;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.EventNotice;
import io.banyan.runtime.event.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Facts as an answer: first those of the past, then, if that is wanted, those to come, with none
 * between left out or told twice. Nothing is read before the reader has taken what came before; one
 * that is too slow is told what it missed.
 */
final class EventStream {

  /** The most facts in one piece of the answer. */
  private static final int BATCH = 500;

  /** How many facts to come may wait for the reader. */
  private static final int WAITING = 10_000;

  /** So often both ends are told that the other is still there. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final Facts facts;
  private final EventsQuery query;
  private final Executor executor;

  EventStream(Facts facts, EventsQuery query, Executor executor) {
    this.facts = facts;
    this.query = query;
    this.executor = executor;
  }

  Source<ByteString, NotUsed> source() {
    Source<ByteString, NotUsed> pieces =
        Source.unfoldResourceAsync(
                () -> CompletableFuture.completedFuture(new Reading()),
                Reading::next,
                reading -> {
                  reading.close();
                  return CompletableFuture.completedFuture(Done.done());
                })
            .filter(piece -> !piece.isEmpty());
    ByteString pulse = ByteString.fromString(query.stream() ? ":\n\n" : "\n");
    return query.follow() ? pieces.keepAlive(KEEP_ALIVE, () -> pulse) : pieces;
  }

  /** How far one reader has come. Used by one thread at a time. */
  private final class Reading {

    private final Optional<NewFacts> fresh =
        query.follow()
            ? Optional.of(new NewFacts(facts.hub(), query.filter(), WAITING))
            : Optional.empty();
    private long last = query.after();
    private boolean caughtUp;

    CompletionStage<Optional<ByteString>> next() {
      return caughtUp ? live() : past();
    }

    private CompletionStage<Optional<ByteString>> past() {
      Optional<Integer> newest = query.newest();
      if (newest.isPresent()) {
        caughtUp = true;
        return newest.get() == 0
            ? CompletableFuture.completedFuture(Optional.of(ByteString.emptyByteString()))
            : facts.history().find(query.newest(newest.get())).thenApply(this::told);
      }
      return facts
          .history()
          .find(query.page(last, BATCH))
          .thenApply(
              page -> {
                caughtUp = page.size() < BATCH;
                return told(page);
              });
    }

    private Optional<ByteString> told(List<RecordedEvent> events) {
      if (!events.isEmpty()) {
        last = events.get(events.size() - 1).sequence();
      }
      return Optional.of(
          ByteString.fromString(
              events.stream().map(EventStream.this::text).collect(Collectors.joining())));
    }

    private CompletionStage<Optional<ByteString>> live() {
      if (fresh.isEmpty()) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      return fresh
          .get()
          .some()
          .thenApplyAsync(
              nothing ->
                  Optional.of(
                      ByteString.fromString(
                          fresh.get().take(BATCH).stream()
                              .map(this::told)
                              .collect(Collectors.joining()))),
              executor);
    }

    private String told(EventNotice notice) {
      if (notice instanceof EventNotice.Missed missed) {
        return line(EventDocument.missed(missed), "missed", missed.to());
      }
      RecordedEvent event = ((EventNotice.Happened) notice).event();
      // What is of the past was told before.
      return event.sequence() > last ? text(event) : "";
    }

    void close() {
      fresh.ifPresent(NewFacts::close);
    }
  }

  private String text(RecordedEvent event) {
    return line(EventDocument.of(event), event.type(), event.sequence());
  }

  private String line(JsonObject document, String type, long sequence) {
    return query.stream()
        ? "id: " + sequence + "\nevent: " + type + "\ndata: " + document + "\n\n"
        : document + "\n";
  }
}
