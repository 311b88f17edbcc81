package io.banyan.control.http;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Durations and times as people write them. */
final class TimeText {

  private TimeText() {}

  /**
   * A duration as in a configuration file, but never without a unit.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static Duration duration(String text) {
    try {
      // HOCON would take a bare number for milliseconds: nobody could tell by looking.
      if (!isNumberWithUnit(text)) {
        throw new IllegalArgumentException("not a duration with a unit, such as 10s: " + text);
      }
      return ConfigValueFactory.fromAnyRef(text).atKey("t").getDuration("t");
    } catch (ConfigException e) {
      throw new IllegalArgumentException("not a duration, such as 10s: " + text, e);
    }
  }

  /**
   * A moment: so long ago, or a date and time, with an offset or in the time zone of the runtime.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static Instant past(String text, Clock clock) {
    if (isNumberWithUnit(text)) {
      return clock.instant().minus(duration(text));
    }
    try {
      return text.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "neither a duration, such as 10m, nor a time, such as 2026-01-31T12:00:00 or"
              + " 2026-01-31T11:00:00Z: "
              + text,
          e);
    }
  }

  private static boolean isNumberWithUnit(String text) {
    return text.matches("\\s*[0-9.]+\\s*[a-zA-Zµ]+\\s*");
  }
}
