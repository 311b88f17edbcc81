package io.banyan.supervision.spec;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before each restart in a row.
 *
 * @param initial before the first; 0 restarts at once
 * @param max what the wait grows to at most
 * @param factor what it is multiplied with from one restart to the next, at least 1
 * @param jitter how much of it is left to chance: 0.2 makes it up to a fifth shorter or longer, but
 *     never longer than {@code max}; 0 to 1
 * @param resetAfter after running for so long the next restart counts as the first; greater than 0
 */
public record Backoff(
    Duration initial, Duration max, double factor, double jitter, Duration resetAfter) {

  private static final Duration DEFAULT_RESET = Duration.ofSeconds(60);
  private static final double NANOS = 1e9;

  /** No wait at all. */
  public static final Backoff NONE = constant(Duration.ZERO);

  public Backoff {
    require(!initial.isNegative(), "initial", initial);
    require(max.compareTo(initial) >= 0, "max", max);
    require(factor >= 1 && Double.isFinite(factor), "factor", factor);
    require(jitter >= 0 && jitter <= 1, "jitter", jitter);
    require(!resetAfter.isNegative() && !resetAfter.isZero(), "resetAfter", resetAfter);
  }

  /** The same wait each time. */
  public static Backoff constant(Duration delay) {
    return new Backoff(delay, delay, 1, 0, DEFAULT_RESET);
  }

  /**
   * How long to wait now.
   *
   * @param before how many waits there were in a row before this one; 0 for the first
   * @param random what is left to chance
   */
  public Duration waitAfter(int before, RandomGenerator random) {
    double grown = seconds(initial) * Math.pow(factor, before);
    // Without an initial delay there is nothing that could grow.
    if (initial.isZero() || grown <= seconds(initial)) {
      return scattered(initial, random);
    }
    return scattered(grown >= seconds(max) ? max : duration(grown), random);
  }

  private Duration scattered(Duration delay, RandomGenerator random) {
    if (jitter == 0 || delay.isZero()) {
      return delay;
    }
    double shortest = seconds(delay) * (1 - jitter);
    double longest = Math.min(seconds(max), seconds(delay) * (1 + jitter));
    return duration(shortest + random.nextDouble() * (longest - shortest));
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / NANOS;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value);
    }
  }
}
