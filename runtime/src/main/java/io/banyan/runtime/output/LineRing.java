package io.banyan.runtime.output;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last lines of one stream, bounded in lines and in bytes. Its owner guards it. */
final class LineRing {

  private final Deque<Kept> blocks = new ArrayDeque<>();
  private final int maxBytes;
  private int keepLines;
  private int lines;
  private int bytes;
  private long total;

  LineRing(int keepLines, int maxBytes) {
    this.keepLines = keepLines;
    this.maxBytes = maxBytes;
  }

  /** A block whose first lines may be over already. */
  private static final class Kept {
    private final LineBlock block;
    private final long first;
    private final long ordinal;
    private final Instant time;
    private int over;

    Kept(LineBlock block, long first, long ordinal, Instant time) {
      this.block = block;
      this.first = first;
      this.ordinal = ordinal;
      this.time = time;
    }

    int lines() {
      return block.count() - over;
    }

    long last() {
      return first + block.count() - 1;
    }

    Slice after(long since) {
      int from = (int) Math.max(over, since - first + 1);
      return new Slice(block, from, first + from, ordinal + from, time);
    }
  }

  /**
   * The lines of a block from one on, not yet text. Never changes.
   *
   * @param sequence of the first of them
   * @param ordinal of the first of them: its place among all lines of the stream, from 1
   */
  record Slice(LineBlock block, int from, long sequence, long ordinal, Instant time) {}

  /**
   * Adds lines.
   *
   * @param first sequence number of the first
   */
  void add(LineBlock block, long first, Instant time) {
    blocks.addLast(new Kept(block, first, total + block.skipped() + 1, time));
    total += block.skipped() + block.count();
    lines += block.count();
    bytes += block.size();
    trim();
  }

  /** From here on so many lines are kept. */
  void keep(int lines) {
    keepLines = lines;
    if (!blocks.isEmpty()) {
      trim();
    }
  }

  /** How many lines there ever were. */
  long total() {
    return total;
  }

  /** What came after this sequence number, oldest first. */
  List<Slice> after(long since) {
    ArrayDeque<Slice> slices = new ArrayDeque<>();
    Iterator<Kept> newestFirst = blocks.descendingIterator();
    while (newestFirst.hasNext()) {
      Kept kept = newestFirst.next();
      if (kept.last() <= since) {
        break;
      }
      slices.addFirst(kept.after(since));
    }
    return List.copyOf(slices);
  }

  private void trim() {
    while (blocks.size() > 1 && (bytes > maxBytes || lines - oldest().lines() >= keepLines)) {
      Kept gone = blocks.removeFirst();
      lines -= gone.lines();
      bytes -= gone.block.size();
    }
    int tooMany = Math.max(0, lines - keepLines);
    oldest().over += tooMany;
    lines -= tooMany;
  }

  private Kept oldest() {
    return blocks.getFirst();
  }
}
