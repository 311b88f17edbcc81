package io.banyan.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations in nanoseconds. Used by one thread at a time. */
final class Samples {

  private long[] nanos = new long[1024];
  private int count;

  void add(long sample) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = sample;
  }

  void addAll(Samples others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The value that this share (0 to 1) of the samples does not exceed. */
  double percentile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * count) - 1;
    return sorted[Math.min(Math.max(place, 0), count - 1)];
  }

  double median() {
    return percentile(0.5);
  }

  /** Nanoseconds as whole microseconds; a dash for what was not measured. */
  static String micros(double nanos) {
    return Double.isNaN(nanos) ? "-" : String.format(Locale.ROOT, "%,.0f", nanos / 1000);
  }

  /** How many times as much; a dash where one of them is missing. */
  static String ratio(double value, double floor) {
    return Double.isNaN(value / floor) ? "-" : String.format(Locale.ROOT, "%.2f", value / floor);
  }
}
