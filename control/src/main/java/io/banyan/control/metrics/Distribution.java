package io.banyan.control.metrics;

import java.util.Arrays;

/** How many durations were how long. Not safe for several threads. */
public final class Distribution {

  /** From half a millisecond, which is a quick launch, to a minute, which is a long goodbye. */
  private static final double[] UPPER_BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private static final double NANOS_PER_SECOND = 1e9;

  private final long[] counts = new long[UPPER_BOUNDS.length + 1];
  private double sum;

  /** Counts one more; less than 0 counts as 0. */
  void observe(long nanos) {
    double seconds = Math.max(0, nanos) / NANOS_PER_SECOND;
    int bucket = 0;
    while (bucket < UPPER_BOUNDS.length && seconds > UPPER_BOUNDS[bucket]) {
      bucket++;
    }
    counts[bucket]++;
    sum += seconds;
  }

  /** The inclusive upper bounds of the buckets, in seconds, the last one infinite. */
  public static double[] upperBounds() {
    double[] bounds = Arrays.copyOf(UPPER_BOUNDS, UPPER_BOUNDS.length + 1);
    bounds[UPPER_BOUNDS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** How many fell into each bucket and into none before it. */
  public long[] counts() {
    return counts.clone();
  }

  /** Of all, in seconds. */
  public double sum() {
    return sum;
  }
}
