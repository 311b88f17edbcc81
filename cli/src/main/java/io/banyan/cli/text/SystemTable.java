package io.banyan.cli.text;

import io.banyan.runtime.inspect.ProcessSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Draws processes of the system as a table. */
public final class SystemTable {

  private SystemTable() {}

  public static List<String> of(List<ProcessSummary> processes) {
    Table table =
        new Table(
            List.of(
                Table.Column.right("PID"),
                Table.Column.right("PPID"),
                Table.Column.left("STATE"),
                Table.Column.right("UPTIME"),
                Table.Column.right("CPU%"),
                Table.Column.right("MEM"),
                Table.Column.left("COMMAND")));
    processes.forEach(process -> table.row(row(process, Instant.now())));
    return table.lines();
  }

  private static List<Table.Cell> row(ProcessSummary process, Instant now) {
    return List.of(
        Table.Cell.of(Long.toString(process.pid())),
        Table.Cell.of(Long.toString(process.parent())),
        Table.Cell.of(process.state()),
        Table.Cell.of(process.startedAt().map(started -> uptime(started, now)).orElse("-")),
        Table.Cell.of(String.format(Locale.ROOT, "%.1f", process.cpuPercent())),
        Table.Cell.of(Amounts.size(process.usage().rssBytes())),
        Table.Cell.of(command(process)));
  }

  /** On one line, whatever it has in it. */
  static String command(ProcessSummary process) {
    return process.command().isEmpty()
        ? "[" + Printable.of(process.name()) + "]"
        : Printable.of(ProcessSheet.words(process.command()));
  }

  private static String uptime(Instant started, Instant now) {
    return Amounts.duration(Math.max(0, Duration.between(started, now).toSeconds()));
  }
}
