package io.banyan.cli.usage;

import io.banyan.runtime.usage.Usage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows as lines of a CSV file. The time is UTC; percent are of one core, memory is resident. What
 * was not running has nothing behind its id. No value ever needs quotes.
 */
public final class UsageCsv {

  /** The first line. */
  public static final String HEADER =
      "time,id,pid,cpu_percent,rss_bytes,processes,own_cpu_percent,own_rss_bytes";

  private static final int COLUMNS = 8;

  private UsageCsv() {}

  public static String line(UsageRow row) {
    return "%s,%s,%s,%s"
        .formatted(
            row.time(),
            row.id(),
            row.pid().isPresent() ? Long.toString(row.pid().getAsLong()) : "",
            row.usage().map(UsageCsv::values).orElse(",,,,"));
  }

  private static String values(Usage usage) {
    return String.format(
        Locale.ROOT,
        "%.1f,%d,%d,%.1f,%d",
        usage.treeCpuPercent(),
        usage.treeRssBytes(),
        usage.processes(),
        usage.cpuPercent(),
        usage.rssBytes());
  }

  /**
   * Reads a file. A last line that was not written to its end is left out.
   *
   * @throws IllegalArgumentException with the number of the line that is not of this form
   */
  public static List<UsageRow> parse(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
      throw new IllegalArgumentException("line 1: must be " + HEADER);
    }
    List<UsageRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      Optional<UsageRow> row =
          lines.get(i).isBlank() ? Optional.empty() : row(lines.get(i).strip());
      boolean last = i == lines.size() - 1;
      if (row.isEmpty() && !last && !lines.get(i).isBlank()) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + ": is no measurement of banyan track: " + lines.get(i));
      }
      row.ifPresent(rows::add);
    }
    return rows;
  }

  private static Optional<UsageRow> row(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != COLUMNS) {
      return Optional.empty();
    }
    try {
      OptionalLong pid =
          fields[2].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[2]));
      return Optional.of(
          new UsageRow(
              Instant.parse(fields[0]),
              fields[1],
              pid,
              fields[3].isEmpty() ? Optional.empty() : Optional.of(usage(fields))));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Usage usage(String[] fields) {
    return new Usage(
        Double.parseDouble(fields[6]),
        Long.parseLong(fields[7]),
        Double.parseDouble(fields[3]),
        Long.parseLong(fields[4]),
        Integer.parseInt(fields[5]));
  }
}
