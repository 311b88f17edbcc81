package io.banyan.channels.exchange.framing;

import java.util.Arrays;

/** The bytes of a frame that has begun. Grows with what comes, never with what is announced. */
final class Gathering {

  private static final byte[] NOTHING = {};
  private static final int SMALLEST = 256;

  private final int limit;
  private byte[] bytes = NOTHING;
  private int length;

  /**
   * @param limit so many at most; who gathers sees to that
   */
  Gathering(int limit) {
    this.limit = limit;
  }

  void add(byte[] some, int from, int count) {
    if (length + count > bytes.length) {
      // A frame that comes in one piece needs no room to grow.
      int room = length == 0 ? count : (int) Math.min(limit, 2L * (length + count));
      bytes = Arrays.copyOf(bytes, Math.max(Math.min(SMALLEST, limit), room));
    }
    System.arraycopy(some, from, bytes, length, count);
    length += count;
  }

  int length() {
    return length;
  }

  /** What was gathered; begins anew, with nothing of what was large left behind. */
  byte[] take() {
    byte[] all = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    forget();
    return all;
  }

  void forget() {
    bytes = NOTHING;
    length = 0;
  }
}
