package io.banyan.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns as wide as their widest cell, two spaces apart; nothing follows the last cell of a line.
 */
public final class Table {

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A column. */
  public record Column(String title, boolean right) {
    public static Column left(String title) {
      return new Column(title, false);
    }

    public static Column right(String title) {
      return new Column(title, true);
    }
  }

  /**
   * A cell.
   *
   * @param text what takes up room
   * @param shown the same with colours
   */
  public record Cell(String text, String shown) {
    public static Cell of(String text) {
      return new Cell(text, text);
    }
  }

  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  public Table row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The lines, titles first. */
  public List<String> lines() {
    List<List<Cell>> all = new ArrayList<>();
    all.add(columns.stream().map(column -> Cell.of(column.title())).toList());
    all.addAll(rows);
    return all.stream().map(row -> line(row, all)).toList();
  }

  private String line(List<Cell> row, List<List<Cell>> all) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = all.stream().mapToInt(r -> length(r.get(column))).max().orElse(0);
      String padding = " ".repeat(width - length(row.get(i)));
      boolean right = columns.get(i).right();
      line.append(i == 0 ? "" : "  ")
          .append(right ? padding : "")
          .append(row.get(i).shown())
          .append(right || i == row.size() - 1 ? "" : padding);
    }
    return line.toString();
  }

  private static int length(Cell cell) {
    return cell.text().codePointCount(0, cell.text().length());
  }
}
