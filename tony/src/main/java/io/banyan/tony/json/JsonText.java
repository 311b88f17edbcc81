package io.banyan.tony.json;

import io.banyan.tony.Position;
import io.banyan.tony.TonyException;

/** The words of a text in JSON, one after the other. */
final class JsonText {

  private static final char END = '\0';
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String MEANINGS = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  // How far lines are counted, which only goes forward.
  private int counted;
  private int line = 1;
  private int column = 1;

  JsonText(String text) {
    this.text = text;
  }

  /** The first character that is no space; a null character at the end. */
  char begin() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  void end() {
    begin();
    if (at < text.length()) {
      throw wrong("nothing may follow the value");
    }
  }

  boolean skip(char c) {
    boolean there = begin() == c && at < text.length();
    at += there ? 1 : 0;
    return there;
  }

  void expect(char c) {
    if (!skip(c)) {
      throw wrong("%s is expected".formatted(c));
    }
  }

  /** Letters, digits and what belongs to a number. */
  String word() {
    int begin = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(begin, at);
    // Whatever is said of it is said of its beginning.
    if (word.isEmpty()) {
      throw wrong("a value is expected");
    }
    return word;
  }

  private static boolean isOfWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "+-.E".indexOf(c) >= 0;
  }

  /** A text; the next character has to be its quote. */
  String quoted() {
    expect('"');
    int begin = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      noControl();
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      return text.substring(begin, at - 1);
    }
    return escaped(new StringBuilder(text.substring(begin, at)));
  }

  private String escaped(StringBuilder value) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\') {
        value.append(escape());
      } else {
        noControl();
        value.append(c);
        at++;
      }
    }
    throw wrong("a text has to end with a quote");
  }

  private void noControl() {
    if (text.charAt(at) < ' ') {
      throw wrong("U+%04X has to be escaped".formatted((int) text.charAt(at)));
    }
  }

  private char escape() {
    at++;
    char c = at < text.length() ? text.charAt(at) : END;
    int place = ESCAPES.indexOf(c);
    if (place >= 0) {
      at++;
      return MEANINGS.charAt(place);
    }
    int code = c == 'u' ? hexadecimal(at + 1) : -1;
    if (code < 0) {
      throw wrong("there is no such escape");
    }
    at += 5;
    return (char) code;
  }

  private int hexadecimal(int from) {
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      code = code << 4 | digit;
    }
    return code;
  }

  TonyException wrong(String what) {
    return new TonyException(TonyException.Kind.SYNTAX, position(), what);
  }

  Position position() {
    for (; counted < at; counted++) {
      char c = text.charAt(counted);
      if (c == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
    return new Position(line, column);
  }
}
