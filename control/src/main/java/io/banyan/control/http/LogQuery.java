package io.banyan.control.http;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.output.TailReader;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.Query;

/**
 * Which lines of each child are wanted.
 *
 * @param start of those already there
 * @param streams both, or one
 * @param follow whether those to come are wanted too
 */
record LogQuery(TailReader.Start start, Set<OutputStreamKind> streams, boolean follow) {

  private static final int DEFAULT_LINES = 100;

  /**
   * Reads it.
   *
   * @param clock for times like "ten minutes ago"
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static LogQuery parse(Query query, Clock clock) {
    Optional<Instant> since = query.get("since").map(text -> TimeText.past(text, clock));
    // Who says since when wants to see everything from there on.
    int standard = since.isPresent() ? Integer.MAX_VALUE : DEFAULT_LINES;
    int lines = query.get("lines").map(LogQuery::count).orElse(standard);
    return new LogQuery(
        new TailReader.Start(lines, since.orElse(Instant.MIN)),
        streams(query),
        flag(query, "follow"));
  }

  private static Set<OutputStreamKind> streams(Query query) {
    boolean stderr = flag(query, "stderr");
    String stream = query.get("stream").orElse(stderr ? "stderr" : "both");
    if (stream.equals("both") && !stderr) {
      return EnumSet.allOf(OutputStreamKind.class);
    }
    Optional<OutputStreamKind> one =
        EnumSet.allOf(OutputStreamKind.class).stream()
            .filter(kind -> kind.text().equals(stream))
            .findFirst();
    if (one.isEmpty() || stderr && one.get() != OutputStreamKind.STDERR) {
      throw new IllegalArgumentException(
          "stream must be "
              + (stderr ? "stderr where stderr = true: " : "both, stdout or stderr: ")
              + stream);
    }
    return EnumSet.of(one.get());
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
