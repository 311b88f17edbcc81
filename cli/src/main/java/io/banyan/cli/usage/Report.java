package io.banyan.cli.usage;

import io.banyan.cli.text.Amounts;
import io.banyan.cli.text.Table;
import io.banyan.cli.text.Table.Cell;
import io.banyan.cli.text.Table.Column;
import io.banyan.control.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sums up one series, or several beside each other. */
public final class Report {

  private final boolean own;

  /**
   * @param own of each process itself, without its descendants
   */
  public Report(boolean own) {
    this.own = own;
  }

  /** A heading, a table and two charts; without charts when it was never running. */
  public List<String> of(Series series, Chart chart) {
    List<String> lines = new ArrayList<>();
    int samples = series.values(Measure.CPU, own).size();
    lines.add(
        "%s: %d samples over %s%s"
            .formatted(series.name(), series.rows().size(), span(series), silence(series)));
    if (samples == 0) {
      return lines;
    }
    lines.add("");
    lines.addAll(table(series));
    for (Measure measure : Measure.values()) {
      lines.add("");
      lines.add(measure.title());
      lines.addAll(chart.draw(series, measure, own));
    }
    return lines;
  }

  private static String span(Series series) {
    Instant first = series.rows().get(0).time();
    Instant last = series.rows().get(series.rows().size() - 1).time();
    return Amounts.duration(Duration.between(first, last).toSeconds());
  }

  private static String silence(Series series) {
    long silent = series.rows().stream().filter(row -> row.usage().isEmpty()).count();
    return silent == 0 ? "" : ", not running in " + silent;
  }

  private List<String> table(Series series) {
    Table table =
        new Table(
            List.of(
                Column.left(""),
                Column.right("MIN"),
                Column.right("AVG"),
                Column.right("P50"),
                Column.right("P95"),
                Column.right("P99"),
                Column.right("MAX")));
    for (Measure measure : Measure.values()) {
      Summary sum = series.summary(measure, own);
      table.row(
          List.of(
              Cell.of(measure.title()),
              cell(measure, sum.min()),
              cell(measure, sum.average()),
              cell(measure, sum.p50()),
              cell(measure, sum.p95()),
              cell(measure, sum.p99()),
              cell(measure, sum.max())));
    }
    return table.lines();
  }

  /** One line each; the averages of all but the first also in relation to it. */
  public List<String> compare(List<Series> all) {
    Table table =
        new Table(
            List.of(
                Column.left(""),
                Column.right("SAMPLES"),
                Column.right("CPU AVG"),
                Column.right(""),
                Column.right("P95"),
                Column.right("MAX"),
                Column.right("MEM AVG"),
                Column.right(""),
                Column.right("P95"),
                Column.right("MAX")));
    for (Series series : all) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(series.name()));
      cells.add(Cell.of(Integer.toString(series.values(Measure.CPU, own).size())));
      for (Measure measure : Measure.values()) {
        Summary sum = series.summary(measure, own);
        Summary first = all.get(0).summary(measure, own);
        cells.add(cell(measure, sum.average()));
        cells.add(Cell.of(series == all.get(0) ? "" : relation(sum, first)));
        cells.add(cell(measure, sum.p95()));
        cells.add(cell(measure, sum.max()));
      }
      table.row(cells);
    }
    return table.lines();
  }

  private static String relation(Summary sum, Summary first) {
    if (first.average() <= 0 || sum.count() == 0) {
      return "-";
    }
    long percent = Math.round(100 * (sum.average() / first.average() - 1));
    return (percent > 0 ? "+" : "") + percent + "%";
  }

  /** The same numbers for programs. */
  public JsonObject json(Series series) {
    JsonObject json =
        new JsonObject()
            .put("name", series.name())
            .put("samples", series.rows().size())
            .put("from", series.rows().get(0).time().toString())
            .put("to", series.rows().get(series.rows().size() - 1).time().toString());
    for (Measure measure : Measure.values()) {
      Summary sum = series.summary(measure, own);
      json.put(
          measure == Measure.CPU ? "cpuPercent" : "rssBytes",
          new JsonObject()
              .put("samples", sum.count())
              .put("min", measure.number(sum.min()))
              .put("avg", measure.number(sum.average()))
              .put("p50", measure.number(sum.p50()))
              .put("p95", measure.number(sum.p95()))
              .put("p99", measure.number(sum.p99()))
              .put("max", measure.number(sum.max())));
    }
    return json;
  }

  private static Cell cell(Measure measure, double value) {
    return Cell.of(measure.amount(value));
  }
}
