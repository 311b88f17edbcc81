package io.banyan.cli.text;

import io.banyan.cli.text.Table.Cell;
import io.banyan.cli.text.Table.Column;
import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Draws the rows of {@code GET /api/processes} for {@code ps}. */
public final class ProcessTable {

  private static final String NONE = "-";

  private ProcessTable() {}

  public static List<String> of(List<JsonObject> processes, Style style) {
    Table table =
        new Table(
            List.of(
                Column.left("ID"),
                Column.right("PID"),
                Column.left("STATE"),
                Column.left("STATUS"),
                Column.right("RESTARTS"),
                Column.right("UPTIME"),
                Column.right("CPU%"),
                Column.right("MEM"),
                Column.left("RESTART")));
    processes.forEach(process -> table.row(row(process, style)));
    return table.lines();
  }

  private static List<Cell> row(JsonObject process, Style style) {
    String state = process.string("state").orElse(NONE);
    return List.of(
        Cell.of(process.string("id").orElse(NONE)),
        Cell.of(process.number("pid").map(String::valueOf).orElse(NONE)),
        new Cell(state, style.state(state, state)),
        Cell.of(process.string("status").orElse(NONE)),
        Cell.of(process.number("restarts").map(String::valueOf).orElse(NONE)),
        Cell.of(process.number("uptimeSeconds").map(Amounts::duration).orElse(NONE)),
        Cell.of(
            process
                .decimal("cpuPercent")
                .map(cpu -> String.format(Locale.ROOT, "%.1f", cpu))
                .orElse(NONE)),
        Cell.of(process.number("rssBytes").map(Amounts::size).orElse(NONE)),
        Cell.of(process.string("restart").orElse(NONE)));
  }
}
