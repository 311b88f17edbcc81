package io.banyan.cli.text;

import io.banyan.control.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One event in one line. */
public final class EventLine {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private EventLine() {}

  /** {@code 2026-01-31 12:00:00.123 mailer#3 failed: Exit code: 1}. */
  public static String of(JsonObject event, ZoneId zone) {
    String time =
        event.string("time").map(t -> TIME.format(Instant.parse(t).atZone(zone))).orElse("");
    String who =
        event.string("path").orElse("") + event.number("incarnation").map(n -> "#" + n).orElse("");
    return String.format(Locale.ROOT, "%s  %-26s  %s", time, who, event.string("text").orElse(""));
  }
}
