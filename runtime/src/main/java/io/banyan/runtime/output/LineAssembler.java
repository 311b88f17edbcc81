package io.banyan.runtime.output;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Makes lines out of bytes. A line ends with {@code \n} or {@code \r\n}, or with the stream; one
 * longer than {@value #MAX_LINE_BYTES} bytes is handed on in pieces, so that a process that never
 * ends its line cannot fill the memory. Used by one thread at a time.
 *
 * <p>Of lines that come together only so many are handed on as can be kept; how many were skipped
 * before them is told.
 */
final class LineAssembler {

  static final int MAX_LINE_BYTES = 16 * 1024;

  private static final byte[] NOTHING = {};

  private final int keepLines;
  private final Consumer<LineBlock> sink;
  private byte[] begun = NOTHING;

  LineAssembler(int keepLines, Consumer<LineBlock> sink) {
    this.keepLines = keepLines;
    this.sink = sink;
  }

  void append(ByteBuffer bytes) {
    byte[] joined = Arrays.copyOf(begun, begun.length + bytes.remaining());
    bytes.get(joined, begun.length, bytes.remaining());
    if (!assemble(joined, begun.length, 0)) {
      int skipped = Newlines.count(joined) - keepLines;
      int start = Newlines.fromEnd(joined, keepLines + 1) + 1;
      assemble(Arrays.copyOfRange(joined, start, joined.length), 0, skipped);
    }
  }

  /** The beginning of the line that has not ended yet; never changed afterwards. */
  byte[] begun() {
    return begun;
  }

  /** Hands lines on and remembers what begins the next one. False when there are too many. */
  private boolean assemble(byte[] bytes, int from, int skipped) {
    LineBlock block = new LineBlock(bytes, skipped);
    int left = keepLines;
    int start = 0;
    int end = Newlines.next(bytes, from, bytes.length);
    while (end >= 0) {
      if (left-- == 0) {
        return false;
      }
      start = cut(block, bytes, start, end);
      block.add(start, end > start && bytes[end - 1] == '\r' ? end - 1 : end);
      start = end + 1;
      end = Newlines.next(bytes, start, bytes.length);
    }
    start = cut(block, bytes, start, bytes.length);
    begun = start == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, start, bytes.length);
    hand(block);
    return true;
  }

  /** The stream has ended: what has no line end yet is the last line. */
  void end() {
    LineBlock block = new LineBlock(begun, 0);
    if (begun.length > 0) {
      block.add(0, begun.length);
    }
    begun = NOTHING;
    hand(block);
  }

  private void hand(LineBlock block) {
    if (block.count() > 0) {
      sink.accept(block);
    }
  }

  /** Cuts pieces off a line that is too long, and tells where its rest begins. */
  private static int cut(LineBlock block, byte[] bytes, int start, int end) {
    int rest = start;
    while (end - rest > MAX_LINE_BYTES) {
      int piece = characterBoundary(bytes, rest + MAX_LINE_BYTES);
      block.add(rest, piece);
      rest = piece;
    }
    return rest;
  }

  /** Where a piece that would end here can be cut without cutting a UTF-8 character in two. */
  private static int characterBoundary(byte[] bytes, int end) {
    int cut = end;
    while (cut > end - 3 && (bytes[cut] & 0xC0) == 0x80) {
      cut--;
    }
    return (bytes[cut] & 0xC0) == 0x80 ? end : cut;
  }
}
