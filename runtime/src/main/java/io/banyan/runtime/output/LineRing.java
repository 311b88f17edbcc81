package io.banyan.runtime.output;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of one stream, bounded in lines and in bytes. Its owner guards it. */
final class LineRing {

  private final Deque<Kept> blocks = new ArrayDeque<>();
  private final int keepLines;
  private final int maxBytes;
  private int lines;
  private int bytes;

  LineRing(int keepLines, int maxBytes) {
    this.keepLines = keepLines;
    this.maxBytes = maxBytes;
  }

  /** A block whose first lines may be over already. */
  private static final class Kept {
    private final LineBlock block;
    private final long first;
    private final Instant time;
    private int over;

    Kept(LineBlock block, long first, Instant time) {
      this.block = block;
      this.first = first;
      this.time = time;
    }

    int lines() {
      return block.count() - over;
    }
  }

  /** A line, not yet text. */
  record Line(long sequence, Instant time, LineBlock block, int index) {}

  /**
   * Adds lines.
   *
   * @param first sequence number of the first
   */
  void add(LineBlock block, long first, Instant time) {
    blocks.addLast(new Kept(block, first, time));
    lines += block.count();
    bytes += block.size();
    while (blocks.size() > 1 && (bytes > maxBytes || lines - oldest().lines() >= keepLines)) {
      Kept gone = blocks.removeFirst();
      lines -= gone.lines();
      bytes -= gone.block.size();
    }
    int tooMany = Math.max(0, lines - keepLines);
    oldest().over += tooMany;
    lines -= tooMany;
  }

  /** Adds to the list what came after this sequence number. */
  void collect(long since, List<Line> into) {
    for (Kept kept : blocks) {
      for (int i = kept.over; i < kept.block.count(); i++) {
        if (kept.first + i > since) {
          into.add(new Line(kept.first + i, kept.time, kept.block, i));
        }
      }
    }
  }

  private Kept oldest() {
    return blocks.getFirst();
  }
}
