package io.banyan.bench;

import java.util.ArrayList;
import java.util.List;

/** A plain table: the first column to the left, all others to the right. */
final class Table {

  private final String title;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, String... columns) {
    this.title = title;
    rows.add(List.of(columns));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    System.out.println(title);
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < columns; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
      }
      System.out.println(line.toString().stripTrailing());
    }
    System.out.println();
  }
}
