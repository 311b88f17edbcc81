package io.banyan.tony.match;

import io.banyan.tony.Node;
import io.banyan.tony.TextNode;

/**
 * {@code !glob}, as Go's {@code filepath.Match}: a star and a question mark match anything but a
 * slash, brackets one of some characters ({@code [a-z]}, {@code [^/]}), a backslash takes the next
 * character as it is. Never slower than the length of the pattern times the length of the text.
 */
final class Glob implements Pattern {

  private static final int STAR = -1;
  private static final int ANY = -2;
  private static final int CLASS = -3;

  private final int[] pattern;

  /** Of each unit of the pattern: a character, {@link #STAR}, {@link #ANY} or {@link #CLASS}. */
  private final int[] units;

  /** Where each unit of the pattern begins. */
  private final int[] begins;

  private int count;

  /**
   * @throws IllegalArgumentException when it is not well formed, with words for the user
   */
  Glob(String text) {
    pattern = text.codePoints().toArray();
    units = new int[pattern.length];
    begins = new int[pattern.length];
    for (int at = 0; at < pattern.length; count++) {
      begins[count] = at;
      at = unit(at);
    }
  }

  /** The end of the unit that begins here. */
  private int unit(int at) {
    switch (pattern[at]) {
      case '*' -> units[count] = STAR;
      case '?' -> units[count] = ANY;
      case '[' -> {
        units[count] = CLASS;
        return endOfClass(at);
      }
      case '\\' -> {
        need(at + 1);
        units[count] = pattern[at + 1];
        return at + 2;
      }
      default -> units[count] = pattern[at];
    }
    return at + 1;
  }

  private int endOfClass(int open) {
    int at = open + 1;
    need(at);
    at += pattern[at] == '^' ? 1 : 0;
    for (boolean first = true; ; first = false) {
      need(at);
      if (pattern[at] == ']' && !first) {
        return at + 1;
      }
      at = member(at);
      if (at < pattern.length && pattern[at] == '-') {
        at = member(at + 1);
      }
    }
  }

  /** The end of one character of a class. */
  private int member(int at) {
    need(at);
    if (pattern[at] == '-' || pattern[at] == ']') {
      throw wrong();
    }
    int end = pattern[at] == '\\' ? at + 2 : at + 1;
    need(end - 1);
    return end;
  }

  private void need(int at) {
    if (at >= pattern.length) {
      throw wrong();
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "!glob takes *, ?, [a-z], [^a-z] and \\ before a character that means itself");
  }

  @Override
  public boolean matches(Node value, String key, Budget budget) {
    budget.take(1);
    return value instanceof TextNode text && fits(text.text(), budget);
  }

  /** Goes back to the last star only: whatever an earlier one took does not matter any more. */
  private boolean fits(String value, Budget budget) {
    budget.take(value.length());
    int[] text = value.codePoints().toArray();
    int unit = 0;
    int at = 0;
    int star = -1;
    int starEnd = 0;
    while (at < text.length) {
      budget.take(1);
      if (unit < count && units[unit] == STAR) {
        star = unit++;
        starEnd = at;
      } else if (unit < count && fits(unit, text[at])) {
        unit++;
        at++;
      } else if (star >= 0 && text[starEnd] != '/') {
        unit = star + 1;
        at = ++starEnd;
      } else {
        return false;
      }
    }
    return isStars(unit);
  }

  /** Whether nothing but stars is left of the pattern. */
  private boolean isStars(int from) {
    int unit = from;
    while (unit < count && units[unit] == STAR) {
      unit++;
    }
    return unit == count;
  }

  private boolean fits(int unit, int c) {
    return switch (units[unit]) {
      case ANY -> c != '/';
      case CLASS -> isInClass(begins[unit] + 1, c);
      default -> units[unit] == c;
    };
  }

  private boolean isInClass(int begin, int c) {
    boolean negated = pattern[begin] == '^';
    boolean found = false;
    int at = negated ? begin + 1 : begin;
    for (boolean first = true; first || pattern[at] != ']'; first = false) {
      at += pattern[at] == '\\' ? 1 : 0;
      int low = pattern[at++];
      int high = low;
      if (pattern[at] == '-') {
        at += pattern[at + 1] == '\\' ? 2 : 1;
        high = pattern[at++];
      }
      found |= low <= c && c <= high;
    }
    return found != negated;
  }
}
