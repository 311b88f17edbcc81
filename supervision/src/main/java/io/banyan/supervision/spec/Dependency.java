package io.banyan.supervision.spec;

import java.util.Locale;

/**
 * Something that has to have come before a child is started.
 *
 * @param id the child it depends on, anywhere in the tree
 * @param condition what has to have come
 * @param restartsWithIt whether the child is restarted when a new incarnation of the other has
 *     fulfilled the condition
 */
public record Dependency(String id, Condition condition, boolean restartsWithIt) {

  /** The same on another child. */
  public Dependency withId(String other) {
    return new Dependency(other, condition, restartsWithIt);
  }

  /** What another child has to have come to. */
  public sealed interface Condition {}

  /** A state it has reached. */
  public enum State implements Condition {
    /** Launched. */
    STARTED,
    /** Ready for use. */
    READY,
    /** A task that has ended with success. */
    COMPLETED;

    /** As configuration spells it: {@code ready}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A line it has written, on either stream.
   *
   * @param regex a regular expression that is found in the line
   */
  public record LogLine(String regex) implements Condition {}
}
