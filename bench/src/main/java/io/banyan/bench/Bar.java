package io.banyan.bench;

import java.util.Locale;

/** Something that is promised of a measured value: not to exceed a limit. */
record Bar(String name, double limit) {

  /** Prints a line, which begins with {@code bar}, of what was seen. */
  void print(double seen) {
    String verdict = Double.isNaN(seen) ? "not measured" : seen <= limit ? "met" : "NOT MET";
    System.out.printf(
        Locale.ROOT, "bar  %-48s %8s, at most %5s: %s%n", name, text(seen), text(limit), verdict);
  }

  private static String text(double number) {
    return Double.isNaN(number)
        ? "-"
        : number == Math.rint(number)
            ? String.format(Locale.ROOT, "%,.0f", number)
            : String.format(Locale.ROOT, "%.2f", number);
  }
}
