package io.banyan.runtime.output;

/** Strings as JSON has them (RFC 8259). */
final class JsonText {

  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    quote(text, out);
    return out.toString();
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '"', '\\' -> out.append('\\').append(next);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> plain(next, out);
      }
    }
    out.append('"');
  }

  private static void plain(char next, StringBuilder out) {
    // DEL and what follows it are allowed, but some terminals obey them.
    if (next < ' ' || (next >= 0x7f && next < 0xa0)) {
      out.append("\\u00").append(HEX.charAt(next >> 4)).append(HEX.charAt(next & 0xf));
    } else {
      out.append(next);
    }
  }
}
