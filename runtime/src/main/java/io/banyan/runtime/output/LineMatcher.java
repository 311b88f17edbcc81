package io.banyan.runtime.output;

import java.util.regex.Pattern;

/**
 * Looks for a regular expression in lines, within bounds: some expressions take exponential time,
 * or all of the stack, on a line that is only just wrong. Safe from any thread.
 */
final class LineMatcher {

  /** How often one line is looked at, characters counted: some milliseconds. */
  static final int MAX_STEPS = 1_000_000;

  private final Pattern expression;

  LineMatcher(Pattern expression) {
    this.expression = expression;
  }

  /** What came of one line. */
  enum Result {
    FOUND,
    NOT_FOUND,
    TOO_COSTLY
  }

  Result find(String line) {
    try {
      return expression.matcher(new Counted(line, new Steps())).find()
          ? Result.FOUND
          : Result.NOT_FOUND;
    } catch (TooManySteps | StackOverflowError tooCostly) {
      return Result.TOO_COSTLY;
    }
  }

  private static final class Steps {
    private int left = MAX_STEPS;

    void take() {
      if (--left < 0) {
        throw new TooManySteps();
      }
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  /** The only place where the library gives control back while it looks. */
  private record Counted(CharSequence text, Steps steps) implements CharSequence {

    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
