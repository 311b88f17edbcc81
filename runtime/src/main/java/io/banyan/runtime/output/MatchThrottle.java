package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many matches of one pattern through in a second, and counts the others. Safe from any
 * thread.
 */
final class MatchThrottle {

  static final int PER_WINDOW = 10;
  static final Duration WINDOW = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private boolean open;
  private long openedAt;
  private int told;
  private long untold;
  private @Nullable Match last;

  /** A line in which the pattern was found. */
  record Match(int incarnation, OutputStreamKind stream, String line) {}

  /**
   * What is to be told.
   *
   * @param untold how many matches before this one were not
   */
  record Told(Match match, long untold) {}

  /**
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  MatchThrottle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes a match; empty when it is only counted. */
  synchronized Optional<Told> take(Match match) {
    long now = nanoTime.getAsLong();
    if (!open || now - openedAt >= WINDOW.toNanos()) {
      open = true;
      openedAt = now;
      told = 0;
    }
    if (told < PER_WINDOW) {
      told++;
      return Optional.of(tell(match, untold));
    }
    untold++;
    last = match;
    return Optional.empty();
  }

  /** Whether this many, and not more, are counted and not told: then somebody has to ask later. */
  synchronized boolean isFirstUntold() {
    return untold == 1;
  }

  /** The last match that was only counted, with the number of those before it. */
  synchronized Optional<Told> rest() {
    Match match = last;
    return match == null ? Optional.empty() : Optional.of(tell(match, untold - 1));
  }

  private Told tell(Match match, long before) {
    untold = 0;
    last = null;
    return new Told(match, before);
  }
}
