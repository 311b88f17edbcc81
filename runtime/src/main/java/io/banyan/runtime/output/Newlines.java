package io.banyan.runtime.output;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends eight bytes at a time. */
final class Newlines {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ENDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Newlines() {}

  /** Where the first line end is in this part of the array; -1 when there is none. */
  static int next(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) WORDS.get(bytes, at) ^ ENDS;
      // Bytes above the first zero may look like one, too, but the lowest is right.
      long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** How many line ends there are. */
  static int count(byte[] bytes) {
    int count = 0;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long word = (long) WORDS.get(bytes, at) ^ ENDS;
      long nonZeros = (((word & ~HIGH_BITS) + ~HIGH_BITS) | word) & HIGH_BITS;
      count += Long.BYTES - Long.bitCount(nonZeros);
    }
    for (; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        count++;
      }
    }
    return count;
  }

  /** Where the n-th line end is, counted from the last, which is 1. There are as many. */
  static int fromEnd(byte[] bytes, int n) {
    int at = bytes.length;
    int left = n;
    while (left > 0) {
      at--;
      if (bytes[at] == '\n') {
        left--;
      }
    }
    return at;
  }
}
