package io.banyan.tony;

/** The grammar of JSON's numbers. */
final class JsonNumber {

  private final String text;
  private int at;

  private JsonNumber(String text) {
    this.text = text;
  }

  static boolean is(String text) {
    if (text.isEmpty() || text.charAt(text.length() - 1) > '9') {
      return false;
    }
    return new JsonNumber(text).matches();
  }

  /** Of what is a number: whether it has neither a fraction nor an exponent. */
  static boolean isWhole(String text) {
    return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
  }

  private boolean matches() {
    skip("-");
    if (!skip("0") && !digits()) {
      return false;
    }
    if (skip(".") && !digits()) {
      return false;
    }
    if (skip("eE")) {
      skip("+-");
      if (!digits()) {
        return false;
      }
    }
    return at == text.length();
  }

  private boolean skip(String anyOf) {
    boolean there = at < text.length() && anyOf.indexOf(text.charAt(at)) >= 0;
    at += there ? 1 : 0;
    return there;
  }

  private boolean digits() {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > begin;
  }
}
