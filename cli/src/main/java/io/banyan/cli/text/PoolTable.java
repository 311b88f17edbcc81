package io.banyan.cli.text;

import io.banyan.cli.text.Table.Cell;
import io.banyan.cli.text.Table.Column;
import io.banyan.control.json.JsonObject;
import java.util.List;

/** Pools for people. */
public final class PoolTable {

  private PoolTable() {}

  /** A row for each. */
  public static List<String> lines(List<JsonObject> pools) {
    Table table =
        new Table(
            List.of(
                Column.left("NAME"),
                Column.left("STATE"),
                Column.right("WORKERS"),
                Column.right("BUSY"),
                Column.right("QUEUED"),
                Column.right("DONE"),
                Column.right("NOT DONE"),
                Column.right("RETRIED")));
    pools.forEach(pool -> table.row(cells(pool)));
    return table.lines();
  }

  private static List<Cell> cells(JsonObject pool) {
    JsonObject workers = pool.object("workers").orElseGet(JsonObject::new);
    JsonObject counts = pool.object("counts").orElseGet(JsonObject::new);
    long size = number(workers, "starting") + number(workers, "idle") + number(workers, "busy");
    long waiting = number(pool, "queued") + number(pool, "waitingForPlace");
    return List.of(
        Cell.of(pool.string("name").orElse("")),
        Cell.of(pool.string("state").orElse("")),
        Cell.of(Long.toString(size)),
        Cell.of(Long.toString(number(workers, "busy"))),
        Cell.of(Long.toString(waiting)),
        Cell.of(Long.toString(number(counts, "done"))),
        Cell.of(Long.toString(notDone(counts))),
        Cell.of(Long.toString(number(counts, "retried"))));
  }

  private static long notDone(JsonObject counts) {
    return List.of("failed", "crashed", "timedOut", "cancelled", "refused", "dropped", "abandoned")
        .stream()
        .mapToLong(key -> number(counts, key))
        .sum();
  }

  private static long number(JsonObject object, String key) {
    return object.number(key).orElse(0L);
  }
}
