package io.banyan.control.http;

import io.banyan.control.document.LineDocument;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputTail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The lines of one child as JSON lines. Nothing is read from the tail before the reader has taken
 * what came before, so a slow reader holds one batch and finds a gap, told as {@code dropped}.
 *
 * <p>Where only stderr is followed, gaps are not told: sequence numbers count both streams, and the
 * missing ones may all have been stdout.
 */
final class LogStream {

  /** The most lines in one piece of the answer. */
  private static final int BATCH = 256;

  /** How often a child that has never been launched is looked at again. */
  private static final Duration UNTIL_LAUNCHED = Duration.ofMillis(200);

  /** An empty line so often tells both ends that the other is still there. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final ActorSystem<?> system;
  private final Supplier<Optional<OutputTail>> tail;
  private final LogQuery query;

  LogStream(ActorSystem<?> system, Supplier<Optional<OutputTail>> tail, LogQuery query) {
    this.system = system;
    this.tail = tail;
    this.query = query;
  }

  Source<ByteString, NotUsed> source() {
    List<OutputLine> past =
        tail.get().map(t -> t.last(query.streams(), query.lines())).orElse(List.of());
    Source<ByteString, NotUsed> lines = Source.from(past).map(LogStream::render);
    if (!query.follow()) {
      return lines;
    }
    long newest = tail.get().map(OutputTail::lastSequence).orElse(0L);
    long since = past.isEmpty() ? newest : past.get(past.size() - 1).sequence();
    return lines
        .concat(Source.unfoldAsync(since, this::next))
        .keepAlive(KEEP_ALIVE, () -> ByteString.fromString("\n"));
  }

  /** The next piece after this sequence number, as soon as there is one. */
  private CompletionStage<Optional<Pair<Long, ByteString>>> next(long since) {
    Optional<OutputTail> present = tail.get();
    if (present.isEmpty()) {
      return Patterns.after(UNTIL_LAUNCHED, system, () -> CompletableFuture.completedFuture(since))
          .thenCompose(this::next);
    }
    OutputTail output = present.get();
    long newest = output.lastSequence();
    List<OutputLine> lines = output.after(query.streams(), since);
    if (lines.isEmpty()) {
      // What came since then is of the other stream.
      long seen = Math.max(since, newest);
      return output.moreThan(seen).thenComposeAsync(more -> next(seen), system.executionContext());
    }
    List<OutputLine> batch = lines.subList(0, Math.min(BATCH, lines.size()));
    long last = batch.get(batch.size() - 1).sequence();
    return CompletableFuture.completedFuture(Optional.of(Pair.create(last, render(batch, since))));
  }

  private ByteString render(List<OutputLine> lines, long since) {
    boolean both = query.streams().size() == OutputStreamKind.values().length;
    StringBuilder text = new StringBuilder();
    long previous = since;
    for (OutputLine line : lines) {
      if (both && line.sequence() > previous + 1) {
        text.append(LineDocument.dropped(line.sequence() - previous - 1)).append('\n');
      }
      text.append(LineDocument.of(line)).append('\n');
      previous = line.sequence();
    }
    return ByteString.fromString(text.toString());
  }

  private static ByteString render(OutputLine line) {
    return ByteString.fromString(LineDocument.of(line) + "\n");
  }
}
