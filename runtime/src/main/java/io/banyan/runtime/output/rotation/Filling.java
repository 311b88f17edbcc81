package io.banyan.runtime.output.rotation;

import java.nio.ByteBuffer;

/** How full a log file is, and how much of what comes next still belongs into it. Pure. */
final class Filling {

  private final long maxBytes;
  private long size;
  private long line;

  /**
   * @param maxBytes of a file; 0 for any number
   */
  Filling(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A file was opened: what is in it counts, and what comes begins a line. */
  void begin(long bytes) {
    size = bytes;
    line = 0;
  }

  /** The file may have been cut by somebody else. */
  void resize(long bytes) {
    size = bytes;
    line = Math.min(line, bytes);
  }

  /**
   * How many of these bytes are to be written now; 0 when the file is to be rotated before.
   *
   * @param due whether the file is to be rotated as soon as a line ends
   */
  int fits(ByteBuffer bytes, boolean due) {
    int all = bytes.remaining();
    if (due) {
      return line == 0 && size > 0 ? 0 : restOfLine(bytes);
    }
    if (maxBytes == 0 || size + all <= maxBytes) {
      return all;
    }
    int lines = lines(bytes, maxBytes - size);
    if (lines > 0) {
      return lines;
    }
    return line == 0 && size > 0 ? 0 : restOfLine(bytes);
  }

  /** So many of these bytes, from the first on, are in the file now. */
  void wrote(ByteBuffer bytes, int from, int count) {
    size += count;
    int begun = 0;
    while (begun < count && bytes.get(from + count - 1 - begun) != '\n') {
      begun++;
    }
    line = begun == count ? line + begun : begun;
  }

  /** Through the end of the line, but no further than a whole file is long; 0 when that is over. */
  private int restOfLine(ByteBuffer bytes) {
    int most = bytes.remaining();
    if (maxBytes > 0) {
      most = (int) Math.min(most, Math.max(0, maxBytes - line));
    }
    for (int i = 0; i < most; i++) {
      if (bytes.get(bytes.position() + i) == '\n') {
        return i + 1;
      }
    }
    return most;
  }

  /** How many bytes of whole lines there are within the room. */
  private static int lines(ByteBuffer bytes, long room) {
    int end = (int) Math.max(0, Math.min(room, bytes.remaining()));
    while (end > 0 && bytes.get(bytes.position() + end - 1) != '\n') {
      end--;
    }
    return end;
  }
}
