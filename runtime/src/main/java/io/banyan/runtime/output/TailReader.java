package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the tail of one child at a pace of its own. Between two readings it holds nothing but its
 * place; what was given up meanwhile is told as missed. Used by one thread at a time.
 */
public final class TailReader {

  private final OutputTail tail;
  private final Set<OutputStreamKind> streams;
  private final Map<OutputStreamKind, Long> ordinals = new EnumMap<>(OutputStreamKind.class);
  private final long beginning;
  private long since;

  /**
   * Where a reader begins.
   *
   * @param lines at most so many of those that are there
   * @param from none that came before this
   */
  public record Start(int lines, Instant from) {}

  /**
   * A line, and what is missing before it.
   *
   * @param missed how many lines of its stream came and went before they were read
   */
  public record Line(OutputLine line, long missed) {}

  TailReader(OutputTail tail, Set<OutputStreamKind> streams, Start start) {
    this.tail = tail;
    this.streams = Set.copyOf(streams);
    OutputTail.Snapshot now = tail.snapshot(streams, 0);
    this.beginning = now.sequence();
    this.since = now.sequence();
    now.totals().forEach((stream, total) -> ordinals.put(stream, total));
    last(now.lines(), start).descendingIterator().forEachRemaining(this::beginBefore);
  }

  private static Deque<KeptLines.Line> last(KeptLines lines, Start start) {
    Deque<KeptLines.Line> last = new ArrayDeque<>();
    while (lines.hasNext()) {
      KeptLines.Line line = lines.next();
      if (!line.time().isBefore(start.from())) {
        last.addLast(line);
      }
      if (last.size() > start.lines()) {
        last.removeFirst();
      }
    }
    return last;
  }

  private void beginBefore(KeptLines.Line line) {
    since = line.sequence() - 1;
    ordinals.put(line.stream(), line.ordinal() - 1);
  }

  /** What it reads. */
  public OutputTail tail() {
    return tail;
  }

  /** The newest line that was there when it began. */
  public long beginning() {
    return beginning;
  }

  /**
   * The next lines that are there, oldest first.
   *
   * @param most how many at most
   * @param until the last sequence number that is wanted now
   */
  public List<Line> next(int most, long until) {
    OutputTail.Snapshot now = tail.snapshot(streams, since);
    KeptLines kept = now.lines();
    List<Line> lines = new ArrayList<>();
    while (lines.size() < most && kept.hasNext()) {
      KeptLines.Line line = kept.next();
      if (line.sequence() > until) {
        return lines;
      }
      lines.add(take(line));
    }
    if (!kept.hasNext()) {
      // What else came until now is of the other stream.
      since = Math.max(since, now.sequence());
    }
    return lines;
  }

  private Line take(KeptLines.Line line) {
    long before = Objects.requireNonNullElse(ordinals.put(line.stream(), line.ordinal()), 0L);
    since = line.sequence();
    return new Line(line.text(), line.ordinal() - before - 1);
  }

  /**
   * Completes as soon as there may be more, or when the child is none any more. Who does not wait
   * any more cancels it.
   */
  public CompletableFuture<Long> more() {
    return tail.moreThan(since);
  }
}
