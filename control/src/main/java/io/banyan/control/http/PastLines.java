package io.banyan.control.http;

import io.banyan.runtime.output.TailReader;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.pekko.util.ByteString;

/**
 * The lines that several children had when they were asked, merged by the time at which they were
 * read; those of one child stay in their order. Of each child only a few are held at a time.
 */
final class PastLines implements Iterator<ByteString> {

  private static final int PIECE = 64;

  private final Queue<Head> heads =
      new PriorityQueue<>(Comparator.comparing(Head::time).thenComparing(Head::place));

  PastLines(List<LogCursor> cursors) {
    for (int place = 0; place < cursors.size(); place++) {
      keep(new Head(cursors.get(place), place));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public ByteString next() {
    Head oldest = heads.poll();
    if (oldest == null) {
      throw new NoSuchElementException();
    }
    ByteString text = oldest.next();
    keep(oldest);
    return text;
  }

  private void keep(Head head) {
    if (head.fill()) {
      heads.add(head);
    }
  }

  /** The next lines of one child. */
  private static final class Head {
    private final LogCursor cursor;
    private final int place;
    private final Deque<TailReader.Line> lines = new ArrayDeque<>();

    Head(LogCursor cursor, int place) {
      this.cursor = cursor;
      this.place = place;
    }

    boolean fill() {
      if (lines.isEmpty()) {
        lines.addAll(cursor.past(PIECE));
      }
      return !lines.isEmpty();
    }

    Instant time() {
      return lines.getFirst().line().time();
    }

    int place() {
      return place;
    }

    ByteString next() {
      return LogCursor.render(cursor.source().path(), List.of(lines.removeFirst()));
    }
  }
}
