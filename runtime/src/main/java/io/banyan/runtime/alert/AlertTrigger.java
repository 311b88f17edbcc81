package io.banyan.runtime.alert;

import java.time.Duration;
import java.util.Locale;

/**
 * When there is something to say.
 *
 * @param above more than this is a breach: percent of one core, or bytes
 * @param clearBelow less than this ends it; at most {@code above}. What lies between the two
 *     changes nothing, so that a value that swings around the threshold is one breach
 * @param holds for how long a breach has to last, in each sample, before it is told
 */
public record AlertTrigger(AlertSubject subject, double above, double clearBelow, Duration holds) {

  public AlertTrigger {
    if (above <= 0 || clearBelow <= 0 || clearBelow > above) {
      throw new IllegalArgumentException("above " + above + ", clear below " + clearBelow);
    }
    if (holds.isNegative()) {
      throw new IllegalArgumentException("negative duration: " + holds);
    }
  }

  /** For people: {@code memory of the tree above 64MiB}. */
  public String text() {
    return subject.text() + " above " + subject.metric().amount(above);
  }

  /** A breach, as a sentence: {@code memory of the tree is 80MiB, above 64MiB for 30s}. */
  public String description(double value) {
    return "%s is %s, above %s%s"
        .formatted(
            subject.text(),
            subject.metric().amount(value),
            subject.metric().amount(above),
            holds.isZero() ? "" : " for " + text(holds));
  }

  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
