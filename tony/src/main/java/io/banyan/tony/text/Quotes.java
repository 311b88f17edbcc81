package io.banyan.tony.text;

/** JSON's quotes, with all that no line of text should have written as an escape. */
final class Quotes {

  private static final String ESCAPED = "\"\\\b\f\n\r\t";
  private static final String LETTERS = "\"\\bfnrt";

  private Quotes() {}

  static void append(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        out.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        other(out, c);
      }
    }
    out.append('"');
  }

  private static void other(StringBuilder out, char c) {
    int place = ESCAPED.indexOf(c);
    if (place >= 0) {
      out.append('\\').append(LETTERS.charAt(place));
    } else if (isUnsafe(c)) {
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(Character.forDigit(c >> shift & 0xf, 16));
      }
    } else {
      out.append(c);
    }
  }

  private static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= 0x7f && c < 0xa0)
        || c == '\u2028'
        || c == '\u2029'
        || c == '\ufeff'
        || c >= '\ufffe'
        || Character.isSurrogate(c);
  }
}
