package io.banyan.cli.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one process used over time.
 *
 * @param name what it is called where several are shown
 * @param rows at least one, in the order of time
 */
public record Series(String name, List<UsageRow> rows) {

  public Series {
    rows = List.copyOf(rows);
  }

  /** One for each process among these rows, in the order of their first. */
  public static List<Series> of(List<UsageRow> rows) {
    Map<String, List<UsageRow>> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
    return byId.entrySet().stream()
        .map(entry -> new Series(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The values while it was running. */
  public List<Double> values(Measure measure, boolean own) {
    return rows.stream()
        .flatMap(row -> row.usage().stream())
        .map(usage -> measure.of(usage, own))
        .toList();
  }

  public Summary summary(Measure measure, boolean own) {
    return Summary.of(values(measure, own));
  }
}
