package io.banyan.control.http;

import io.banyan.runtime.output.TailReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The lines of one child that are still to come, until it is none any more. Nothing is read before
 * the reader of the answer has taken what came before, so a slow one holds one piece and misses
 * lines, which is told.
 *
 * <p>A line after a pause is handed on at once. While they keep coming they are handed on together,
 * so that a hundred followers of a busy child do not wake up for every line of it. Who misses lines
 * anyway, because of a flood that nobody can read, has to wait the longer the more such readers
 * there are: they must not slow down the processes.
 */
final class LogFollower {

  /** The most lines in one piece of the answer. */
  private static final int PIECE = 256;

  /** The least time between two pieces for one who has read everything. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** The most pieces in a second for all together who miss lines. */
  private static final int PIECES_OF_A_FLOOD = 200;

  /** The most time between two pieces, however many miss lines. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** How often a child without output is looked at again. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** After so many looks a child that is not declared is none: one that is replaced comes back. */
  private static final int LOOKS = 5;

  private final ActorSystem<?> system;
  private final LogCursor cursor;
  private final AtomicInteger followers;
  private long readAt = System.nanoTime();
  private Duration pause = Duration.ZERO;
  private int absent;

  // Guarded by this: the answer may be given up in whatever thread.
  private CompletableFuture<Long> waiting = new CompletableFuture<>();
  private boolean closed;

  private LogFollower(ActorSystem<?> system, LogCursor cursor, AtomicInteger followers) {
    this.system = system;
    this.cursor = cursor;
    this.followers = followers;
  }

  /**
   * Follows.
   *
   * @param followers how many there are
   */
  static Source<ByteString, NotUsed> source(
      ActorSystem<?> system, LogCursor cursor, AtomicInteger followers) {
    return Source.unfoldResourceAsync(
        () -> {
          followers.incrementAndGet();
          return CompletableFuture.completedFuture(new LogFollower(system, cursor, followers));
        },
        LogFollower::next,
        LogFollower::close);
  }

  private CompletionStage<Optional<ByteString>> next() {
    Duration early = pause.minusNanos(System.nanoTime() - readAt);
    return early.compareTo(Duration.ZERO) > 0 ? Patterns.after(early, system, this::look) : look();
  }

  private CompletionStage<Optional<ByteString>> look() {
    List<TailReader.Line> lines = cursor.next(PIECE);
    if (lines.isEmpty()) {
      return cursor.current().map(this::await).orElseGet(this::awaitLaunch);
    }
    readAt = System.nanoTime();
    pause = pauseAfter(lines);
    return CompletableFuture.completedFuture(
        Optional.of(LogCursor.render(cursor.source().path(), lines)));
  }

  private Duration pauseAfter(List<TailReader.Line> lines) {
    if (lines.stream().anyMatch(line -> line.missed() > 0)) {
      long share = Duration.ofSeconds(followers.get()).dividedBy(PIECES_OF_A_FLOOD).toMillis();
      return Duration.ofMillis(
          Math.max(PAUSE.toMillis(), Math.min(share, LONGEST_PAUSE.toMillis())));
    }
    return lines.size() < PIECE ? PAUSE : Duration.ZERO;
  }

  private CompletionStage<Optional<ByteString>> await(TailReader reader) {
    absent = 0;
    CompletableFuture<Long> more = reader.more();
    synchronized (this) {
      waiting = more;
      if (closed) {
        more.cancel(false);
      }
    }
    return more.thenComposeAsync(any -> look(), system.executionContext());
  }

  private CompletionStage<Optional<ByteString>> awaitLaunch() {
    absent = cursor.source().exists() ? 0 : absent + 1;
    return absent > LOOKS
        ? CompletableFuture.completedFuture(Optional.empty())
        : Patterns.after(LOOK, system, this::look);
  }

  /** Leaves nothing behind at a child that is silent. */
  private synchronized CompletionStage<Done> close() {
    closed = true;
    followers.decrementAndGet();
    waiting.cancel(false);
    return CompletableFuture.completedFuture(Done.done());
  }
}
