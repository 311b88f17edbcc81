package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Sees every line that a child writes, as soon as it is complete: also those of a flood that are
 * never kept in the {@link OutputTail}. Begun with {@link ProcessOutputs#watch}; over when it says
 * so itself, or when its {@link Subscription} is closed. While nobody watches a child, its output
 * costs nothing more than without this.
 *
 * <p>It sees the lines of the newest incarnation only, in the order of each stream, from the first
 * byte when it began before the launch. What was written before it began is in the tail: whoever
 * must not miss a line begins to watch first and then looks there.
 *
 * <p>Called in the thread that reads the output, for one stream at a time, which means perhaps for
 * both at once. Other streams need that thread, too, and this one is not read meanwhile: be quick,
 * do not block, tell an actor. One that throws is logged and over.
 */
@FunctionalInterface
public interface LineWatch {

  /** So much of a line is seen at most, in bytes; the rest of it is skipped. */
  int MAX_LINE_BYTES = 8 * 1024;

  /**
   * Takes a line.
   *
   * @param line without its line end; bytes that are not UTF-8 are replaced
   * @return whether to go on; false ends this watch
   */
  boolean onLine(OutputStreamKind stream, String line);

  /** Ends a watch. Idempotent; a line that is being read may still come. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** What became of looking for a line. */
  sealed interface Finding {

    /** The first line in which the expression is found. */
    record Found(OutputStreamKind stream, String line) implements Finding {}

    /** The expression takes too long on too many lines to go on with it. */
    record GivenUp(String reason) implements Finding {}
  }

  /**
   * Looks for the first line in which a regular expression is found, anywhere in it. An expression
   * that would look at one line for ever is stopped and does not match there; after some such lines
   * it is given up.
   *
   * @param streams which ones
   * @param told once, or never; in the thread that reads the output
   */
  static LineWatch first(
      Pattern expression, Set<OutputStreamKind> streams, Consumer<Finding> told) {
    return new FirstMatch(expression, streams, told);
  }
}
