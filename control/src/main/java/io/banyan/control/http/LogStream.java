package io.banyan.control.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The lines of some children as JSON lines: those that are there in the order of their times, then,
 * where they are followed, those to come as they come. One for all answers. Safe from any thread.
 */
final class LogStream {

  /** An empty line so often tells both ends that the other is still there. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final ActorSystem<?> system;
  private final AtomicInteger followers = new AtomicInteger();

  LogStream(ActorSystem<?> system) {
    this.system = system;
  }

  Source<ByteString, NotUsed> of(List<LogSource> sources, LogQuery query) {
    List<LogCursor> cursors = sources.stream().map(source -> new LogCursor(source, query)).toList();
    Source<ByteString, NotUsed> past = Source.fromIterator(() -> new PastLines(cursors));
    if (!query.follow()) {
      return past;
    }
    // Lazily, because it goes on with the same cursors.
    return past.concatLazy(Source.lazySource(() -> live(cursors)))
        .keepAlive(KEEP_ALIVE, () -> ByteString.fromString("\n"));
  }

  private Source<ByteString, NotUsed> live(List<LogCursor> cursors) {
    return Source.from(cursors)
        .flatMapMerge(
            Math.max(1, cursors.size()), cursor -> LogFollower.source(system, cursor, followers));
  }
}
