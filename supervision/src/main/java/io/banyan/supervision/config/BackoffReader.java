package io.banyan.supervision.config;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;
import java.util.List;

/** Reads {@code restart-delay} or {@code backoff}: whichever is said nearest to the child. */
final class BackoffReader {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final double STEEPEST = 100;

  private BackoffReader() {}

  /** Also tells when one place says both. */
  static Backoff read(ObjectReader process) {
    if (process.hasOwn("restart-delay") && process.hasOwn("backoff")) {
      process.mistake("backoff", "contradicts restart-delay: give one of the two");
    }
    return process.nearest(List.of("restart-delay", "backoff")).equals("backoff")
        ? growing(process.object("backoff"))
        : Backoff.constant(process.duration("restart-delay", Duration.ZERO));
  }

  static Backoff growing(ObjectReader backoff) {
    Duration initial = backoff.duration("initial", SHORTEST);
    Duration max = backoff.read("max", Conversions.duration(SHORTEST), Conversions.LONGEST);
    double factor = backoff.decimal("factor", 1, STEEPEST);
    double jitter = backoff.decimal("jitter", 0, 1);
    Duration resetAfter = backoff.duration("reset-after", SHORTEST);
    if (max.compareTo(initial) < 0) {
      backoff.mistake("max", "is shorter than initial");
      return Backoff.NONE;
    }
    return new Backoff(initial, max, factor, jitter, resetAfter);
  }
}
