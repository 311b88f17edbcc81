package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts one stream of one incarnation into lines while somebody watches them. Only the first {@value
 * LineWatch#MAX_LINE_BYTES} bytes of a line are kept. Used by one thread at a time.
 */
final class WatchedLines {

  private static final byte[] NOTHING = {};
  private static final int SMALLEST = 256;

  private final OutputStreamKind stream;
  private final LineWatches watches;
  private final int incarnation;
  private byte[] line = NOTHING;
  private int length;
  private boolean begun;
  private boolean active;

  WatchedLines(OutputStreamKind stream, LineWatches watches, int incarnation) {
    this.stream = stream;
    this.watches = watches;
    this.incarnation = incarnation;
  }

  /**
   * Takes what was read, after it got into the tail: so each line is there, or is shown.
   *
   * @param before the beginning of the line that is being read, for who begins to watch in its
   *     midst
   */
  void append(byte[] before, ByteBuffer bytes) {
    if (!isWatched(before)) {
      return;
    }
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        endLine();
      } else {
        keep(next);
      }
    }
  }

  /** The stream has ended: what has no line end yet is the last line. */
  void end(byte[] before) {
    if (isWatched(before) && begun) {
      endLine();
    }
  }

  private boolean isWatched(byte[] before) {
    boolean was = active;
    active = watches.areAny(incarnation);
    if (active && !was) {
      forget();
      for (byte next : before) {
        keep(next);
      }
    } else if (was && !active) {
      forget();
    }
    return active;
  }

  private void keep(byte next) {
    begun = true;
    if (length == LineWatch.MAX_LINE_BYTES) {
      return;
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.max(SMALLEST, 2 * length));
    }
    line[length++] = next;
  }

  private void endLine() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String text = new String(line, 0, end, StandardCharsets.UTF_8);
    length = 0;
    begun = false;
    watches.onLine(stream, text);
  }

  private void forget() {
    line = NOTHING;
    length = 0;
    begun = false;
  }
}
