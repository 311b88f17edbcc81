package io.banyan.control.proc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's units.
 *
 * @param ticksPerSecond of the CPU and start times in {@code stat}
 * @param pageBytes size of a memory page
 */
record SystemUnits(long ticksPerSecond, long pageBytes) {

  private static final int AT_PAGESZ = 6;
  private static final int AT_CLKTCK = 17;
  private static final SystemUnits COMMON = new SystemUnits(100, 4096);

  /** Reads them from our own auxiliary vector, the kernel's word to each program it starts. */
  static SystemUnits read(Path proc) {
    try {
      return parse(Files.readAllBytes(proc.resolve("self/auxv")));
    } catch (IOException e) {
      return COMMON;
    }
  }

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
}
