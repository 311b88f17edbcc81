package io.banyan.runtime.event;

import java.time.Duration;

/** Durations as configuration spells them and people read them: {@code 500ms}, {@code 1m 30s}. */
public final class DurationText {

  private DurationText() {}

  /** The duration in its largest units, to the millisecond; {@code 0s} for none. */
  public static String of(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(text.isEmpty() ? "" : " ").append(amount).append(unit);
    }
  }
}
