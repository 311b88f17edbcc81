package io.banyan.cli.text;

import io.banyan.control.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lines of processes as people read them: those of one as they are, those of several each with
 * the path of its process before it.
 */
public final class LogLines {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS ", Locale.ROOT);

  private final Style style;
  private final List<String> asked;
  private final boolean timestamps;
  private int width;

  /**
   * @param asked what was asked for: ids, paths, or the names of several
   * @param timestamps whether each line begins with its time, in the time zone of this process
   */
  public LogLines(Style style, List<String> asked, boolean timestamps) {
    this.style = style;
    this.asked = List.copyOf(asked);
    this.timestamps = timestamps;
  }

  /** A line; empty when this is none. */
  public Optional<String> line(JsonObject line) {
    return line.string("text").map(text -> time(line) + source(line) + text);
  }

  /** What is missing; empty when nothing is. */
  public Optional<String> gap(JsonObject line) {
    return line.number("dropped")
        .map(
            lines ->
                line.string("path").map(path -> path + ": ").orElse("")
                    + lines
                    + (lines.longValue() == 1
                        ? " line came too fast and is lost"
                        : " lines came too fast and are lost"));
  }

  private String time(JsonObject line) {
    return timestamps
        ? line.string("time")
            .map(time -> TIME.format(Instant.parse(time).atZone(ZoneId.systemDefault())))
            .orElse("")
        : "";
  }

  private String source(JsonObject line) {
    String path = line.string("path").orElse("");
    if (asked.size() == 1 && (path.equals(asked.get(0)) || path.endsWith("/" + asked.get(0)))) {
      return "";
    }
    // Who else will come is not known: the column only grows.
    width = Math.max(width, path.length());
    return style.name(path + " ".repeat(width - path.length())) + " | ";
  }
}
