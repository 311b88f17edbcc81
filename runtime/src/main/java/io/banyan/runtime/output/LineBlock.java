package io.banyan.runtime.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Some lines that came together, as bytes: they become text only for who reads them, because of a
 * flood hardly any line is ever read.
 */
final class LineBlock {

  private final byte[] bytes;
  private final int skipped;
  private int[] bounds = new int[2];
  private int count;

  /**
   * @param bytes owned by the block from here on
   * @param skipped how many lines before it were thrown away, as nobody could ever see them
   */
  LineBlock(byte[] bytes, int skipped) {
    this.bytes = bytes;
    this.skipped = skipped;
  }

  /** Adds the line between these two places. */
  void add(int start, int end) {
    if (2 * count == bounds.length) {
      bounds = Arrays.copyOf(bounds, 4 * count);
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count++;
  }

  int count() {
    return count;
  }

  int skipped() {
    return skipped;
  }

  /** What it takes of the memory, roughly. */
  int size() {
    return bytes.length + bounds.length * Integer.BYTES;
  }

  /** Adds the bytes of a line, without its line end, as they are. */
  void write(int line, ByteArrayOutputStream out) {
    int start = bounds[2 * line];
    out.write(bytes, start, bounds[2 * line + 1] - start);
  }

  /** Whether the line was too long, and this is a piece of it that is not its last. */
  boolean isPiece(int line) {
    int end = bounds[2 * line + 1];
    if (line + 1 < count && bounds[2 * line + 2] == end) {
      return true;
    }
    return end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r';
  }

  /** A line, without its line end; bytes that are not UTF-8 are replaced. */
  String text(int line) {
    int start = bounds[2 * line];
    return new String(bytes, start, bounds[2 * line + 1] - start, StandardCharsets.UTF_8);
  }
}
