package io.banyan.control.http;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.EnumSet;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.Query;

/**
 * Which lines of a child are wanted.
 *
 * @param lines how many of those already there, at least 0
 * @param streams both, or only stderr
 * @param follow whether those to come are wanted too
 */
record LogQuery(int lines, Set<OutputStreamKind> streams, boolean follow) {

  private static final int DEFAULT_LINES = 100;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static LogQuery parse(Query query) {
    int lines = query.get("lines").map(LogQuery::count).orElse(DEFAULT_LINES);
    Set<OutputStreamKind> streams =
        flag(query, "stderr")
            ? EnumSet.of(OutputStreamKind.STDERR)
            : EnumSet.allOf(OutputStreamKind.class);
    return new LogQuery(lines, streams, flag(query, "follow"));
  }

  private static int count(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException("lines must be a number from 0: " + text);
    }
    return Integer.parseInt(text);
  }

  private static boolean flag(Query query, String name) {
    String text = query.get(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(name + " must be true or false: " + text);
    }
    return text.equals("true");
  }
}
