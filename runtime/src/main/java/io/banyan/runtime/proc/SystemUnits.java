package io.banyan.runtime.proc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The kernel's units.
 *
 * @param ticksPerSecond of processor and start times
 * @param pageBytes size of a page of memory
 */
public record SystemUnits(long ticksPerSecond, long pageBytes) {

  private static final int AT_PAGESZ = 6;
  private static final int AT_CLKTCK = 17;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Those of most machines. */
  static final SystemUnits COMMON = new SystemUnits(100, 4096);

  /** From the auxiliary vector, the kernel's word to each program it starts: pairs of words. */
  static SystemUnits parse(byte[] auxiliaryVector) {
    ByteBuffer words = ByteBuffer.wrap(auxiliaryVector).order(ByteOrder.nativeOrder());
    long ticks = COMMON.ticksPerSecond;
    long page = COMMON.pageBytes;
    while (words.remaining() >= 2 * Long.BYTES) {
      long key = words.getLong();
      long value = words.getLong();
      if (key == AT_CLKTCK && value > 0) {
        ticks = value;
      } else if (key == AT_PAGESZ && value > 0) {
        page = value;
      }
    }
    return new SystemUnits(ticks, page);
  }

  /** So many clock ticks, in nanoseconds. */
  public long nanos(long ticks) {
    return ticks * (NANOS_PER_SECOND / ticksPerSecond);
  }
}
