package io.banyan.cli.text;

import io.banyan.cli.text.Table.Cell;
import io.banyan.cli.text.Table.Column;
import io.banyan.control.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws the rows of {@code GET /api/periodic}. */
public final class PeriodicTable {

  private static final String NONE = "-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private PeriodicTable() {}

  /**
   * The lines.
   *
   * @param zone of the reader, in which times are shown
   */
  public static List<String> of(List<JsonObject> all, ZoneId zone) {
    Table table =
        new Table(
            List.of(
                Column.left("ID"),
                Column.left("SCHEDULE"),
                Column.left("NEXT RUN"),
                Column.left("LAST RUN"),
                Column.left("OUTCOME"),
                Column.right("RUNS"),
                Column.right("FAILED"),
                Column.right("SKIPPED"),
                Column.right("MISSED")));
    all.forEach(one -> table.row(row(one, zone)));
    return table.lines();
  }

  private static List<Cell> row(JsonObject one, ZoneId zone) {
    long failed = one.number("failed").orElse(0L);
    long runs = one.number("succeeded").orElse(0L) + failed;
    return List.of(
        Cell.of(one.string("id").orElse(NONE)),
        Cell.of(one.string("schedule").orElse(NONE)),
        Cell.of(next(one, zone)),
        Cell.of(time(one.string("lastRunAt"), zone)),
        Cell.of(outcome(one)),
        Cell.of(Long.toString(runs)),
        Cell.of(Long.toString(failed)),
        Cell.of(Long.toString(one.number("skipped").orElse(0L))),
        Cell.of(Long.toString(one.number("missed").orElse(0L))));
  }

  private static String next(JsonObject one, ZoneId zone) {
    if (!one.string("state").filter("running"::equals).isPresent()) {
      return one.string("state").orElse(NONE);
    }
    return one.bool("paused").orElse(false) ? "paused" : time(one.string("nextRunAt"), zone);
  }

  private static String outcome(JsonObject one) {
    String reason = one.string("lastReason").map(why -> ": " + Printable.of(why)).orElse("");
    return one.string("lastOutcome").orElse(NONE) + reason;
  }

  private static String time(Optional<String> time, ZoneId zone) {
    return time.map(text -> TIME.format(Instant.parse(text).atZone(zone))).orElse(NONE);
  }
}
