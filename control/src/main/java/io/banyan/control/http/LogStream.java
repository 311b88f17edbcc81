package io.banyan.control.http;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The lines of some children as JSON lines: those that are there in the order of their times, then,
 * where they are followed, those to come as they come.
 */
final class LogStream {

  /** An empty line so often tells both ends that the other is still there. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private LogStream() {}

  static Source<ByteString, NotUsed> of(
      ActorSystem<?> system, List<LogSource> sources, LogQuery query) {
    List<LogCursor> cursors = sources.stream().map(source -> new LogCursor(source, query)).toList();
    Source<ByteString, NotUsed> past = Source.fromIterator(() -> new PastLines(cursors));
    if (!query.follow()) {
      return past;
    }
    // Lazily, because it goes on with the same cursors.
    return past.concatLazy(Source.lazySource(() -> live(system, cursors)))
        .keepAlive(KEEP_ALIVE, () -> ByteString.fromString("\n"));
  }

  private static Source<ByteString, NotUsed> live(ActorSystem<?> system, List<LogCursor> cursors) {
    return Source.from(cursors)
        .flatMapMerge(Math.max(1, cursors.size()), cursor -> LogFollower.source(system, cursor));
  }
}
