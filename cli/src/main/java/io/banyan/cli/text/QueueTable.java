package io.banyan.cli.text;

import io.banyan.cli.text.Table.Cell;
import io.banyan.cli.text.Table.Column;
import io.banyan.control.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Queues and dead letters for people. */
public final class QueueTable {

  private static final int LONGEST_TASK = 60;

  private QueueTable() {}

  /** A row for each. */
  public static List<String> lines(List<JsonObject> queues) {
    Table table =
        new Table(
            List.of(
                Column.left("NAME"),
                Column.left("KIND"),
                Column.right("WAITING"),
                Column.right("DELAYED"),
                Column.right("IN FLIGHT"),
                Column.right("DEAD"),
                Column.right("DONE"),
                Column.left("POOL")));
    queues.forEach(queue -> table.row(cells(queue)));
    return table.lines();
  }

  private static List<Cell> cells(JsonObject queue) {
    JsonObject counts = queue.object("counts").orElseGet(JsonObject::new);
    return List.of(
        Cell.of(queue.string("name").orElse("")),
        Cell.of(queue.bool("durable").orElse(false) ? "durable" : "memory"),
        number(queue, "waiting"),
        number(queue, "delayed"),
        number(queue, "inFlight"),
        number(queue, "dead"),
        number(counts, "acked"),
        Cell.of(queue.string("pool").orElse("-")));
  }

  private static Cell number(JsonObject object, String key) {
    return Cell.of(Long.toString(object.number(key).orElse(0L)));
  }

  /** Each with the reasons of its attempts. */
  public static List<String> letters(List<JsonObject> letters) {
    List<String> lines = new ArrayList<>();
    for (JsonObject letter : letters) {
      lines.add(
          letter.number("task").orElse(0L)
              + "  "
              + letter.string("text").map(QueueTable::shortened).orElse("(cannot be read)"));
      letter
          .objects("attempts")
          .forEach(
              attempt ->
                  lines.add(
                      "    "
                          + attempt.string("endedAt").orElse("-")
                          + "  "
                          + Printable.of(attempt.string("reason").orElse(""))));
    }
    return lines;
  }

  private static String shortened(String text) {
    String line = Printable.of(text.lines().findFirst().orElse(""));
    return line.length() > LONGEST_TASK ? line.substring(0, LONGEST_TASK) + "…" : line;
  }
}
