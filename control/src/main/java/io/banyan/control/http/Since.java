package io.banyan.control.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment of the past, as people say it. */
final class Since {

  private static final Pattern AGO = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private Since() {}

  /**
   * Reads {@code 90s}, {@code 10m}, {@code 2h}, {@code 1d} ago; a date, or a date and a time, here
   * or with its offset.
   *
   * @throws DateTimeException when it is none of these
   */
  static Instant of(String text, Clock clock) {
    Matcher ago = AGO.matcher(text.trim());
    if (ago.matches()) {
      return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    String time = text.trim().replace(' ', 'T');
    ZoneId here = ZoneId.systemDefault();
    if (!time.contains("T")) {
      return LocalDate.parse(time).atStartOfDay(here).toInstant();
    }
    return time.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
        ? Instant.parse(time)
        : LocalDateTime.parse(time).atZone(here).toInstant();
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
