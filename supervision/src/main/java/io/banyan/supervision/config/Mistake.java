package io.banyan.supervision.config;

import java.util.Comparator;

/**
 * One thing that is wrong in a configuration.
 *
 * @param file where it is, as the user named the file; {@code environment} for a variable
 * @param line from 1; 0 when there is none
 * @param path the key ({@code banyan.tree.children[0].command}), or the variable; may be empty
 * @param message what is wrong, and what is allowed
 */
public record Mistake(String file, int line, String path, String message)
    implements Comparable<Mistake> {

  private static final Comparator<Mistake> ORDER =
      Comparator.comparing(Mistake::file)
          .thenComparingInt(Mistake::line)
          .thenComparing(Mistake::path)
          .thenComparing(Mistake::message);

  /** {@code file:line: path: message}, without the parts that are not there. */
  public String text() {
    String where = line > 0 ? file + ":" + line : file;
    return path.isEmpty() ? where + ": " + message : where + ": " + path + ": " + message;
  }

  /** By file, then by line. */
  @Override
  public int compareTo(Mistake other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
