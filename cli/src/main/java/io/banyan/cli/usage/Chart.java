package io.banyan.cli.usage;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Draws a series as columns of text, from 0 to its greatest value. Where there are more values than
 * columns, each column shows the greatest of several, so that no peak is lost. A time in which the
 * process was not running is left blank.
 */
public final class Chart {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int HEIGHT = 6;
  private static final int LABEL = 10;
  private static final int LEAST_COLUMNS = 10;

  private final int width;
  private final String glyphs;
  private final ZoneId zone;

  /**
   * @param width of the screen, in characters
   * @param unicode whether blocks can be shown; else plain ASCII
   */
  public Chart(int width, boolean unicode, ZoneId zone) {
    this.width = width;
    // From an eighth of a line to a whole one.
    this.glyphs = unicode ? " ▁▂▃▄▅▆▇█" : " .:|#";
    this.zone = zone;
  }

  public List<String> draw(Series series, Measure measure, boolean own) {
    List<OptionalDouble> columns = columns(series, measure, own);
    double top = columns.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int line = HEIGHT; line >= 1; line--) {
      String label = line == HEIGHT ? measure.amount(top) : line == 1 ? measure.amount(0) : "";
      StringBuilder text = new StringBuilder();
      for (OptionalDouble value : columns) {
        text.append(glyph(value, top, line));
      }
      lines.add((padded(label) + " |" + text).stripTrailing());
    }
    lines.add(axis(series, columns.size()));
    return lines;
  }

  private List<OptionalDouble> columns(Series series, Measure measure, boolean own) {
    int room = Math.max(LEAST_COLUMNS, width - LABEL - 2);
    int size = series.rows().size();
    int each = (size + room - 1) / room;
    List<OptionalDouble> columns = new ArrayList<>();
    for (int from = 0; from < size; from += each) {
      columns.add(
          series.rows().subList(from, Math.min(size, from + each)).stream()
              .flatMap(row -> row.usage().stream())
              .mapToDouble(usage -> measure.of(usage, own))
              .max());
    }
    return columns;
  }

  /** The part of a column that is in this line; line 1 is the lowest. */
  private char glyph(OptionalDouble value, double top, int line) {
    if (value.isEmpty()) {
      return ' ';
    }
    int steps = glyphs.length() - 1;
    double filled = top <= 0 ? 0 : value.getAsDouble() / top * HEIGHT - (line - 1);
    int step = (int) Math.round(Math.max(0, Math.min(1, filled)) * steps);
    // It was running, even if it used next to nothing.
    return glyphs.charAt(line == 1 ? Math.max(1, step) : step);
  }

  private String axis(Series series, int columns) {
    String first = TIME.format(series.rows().get(0).time().atZone(zone));
    String last = TIME.format(series.rows().get(series.rows().size() - 1).time().atZone(zone));
    String indent = padded("") + "  ";
    return columns < first.length() + 1 + last.length()
        ? indent + first
        : indent + first + " ".repeat(columns - first.length() - last.length()) + last;
  }

  private static String padded(String label) {
    return " ".repeat(Math.max(0, LABEL - label.length())) + label;
  }
}
