package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lines that are told as events.
 *
 * @param name what the events call it
 * @param regex what is looked for, anywhere in a line
 * @param streams where
 * @param action what kind of event a line is
 */
public record PatternSpec(String name, String regex, Set<OutputStreamKind> streams, Action action) {

  /** What becomes of a line. */
  public enum Action {
    /** {@code PatternMatched}: something worth knowing. */
    EVENT,

    /** {@code PatternAlert}: something somebody should look at. */
    ALERT
  }

  /**
   * @throws java.util.regex.PatternSyntaxException when it is not a regular expression
   */
  public PatternSpec {
    Pattern.compile(regex);
    streams = Set.copyOf(streams);
  }
}
