package io.banyan.supervision.graph;

/** Texts of others, such as the last words of a process, made fit for one line of a screen. */
final class Printable {

  private Printable() {}

  /** The text with spaces for what would move the cursor or change the direction of writing. */
  static String of(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().forEach(c -> result.appendCodePoint(isHarmless(c) ? c : ' '));
    return result.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
