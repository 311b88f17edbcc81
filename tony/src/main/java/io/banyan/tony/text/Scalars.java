package io.banyan.tony.text;

import io.banyan.tony.Limits;
import io.banyan.tony.Node;
import io.banyan.tony.NumberNode;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * What a word means. Null, booleans and numbers are those of JSON and nothing else; all other words
 * are texts. Words that the engine would read differently than Tony means them are refused.
 */
final class Scalars {

  private Scalars() {}

  /** What is wrong with a word; empty when nothing is. */
  static Optional<String> check(ScalarEvent scalar, boolean flow) {
    String value = scalar.getValue();
    if (scalar.isSQuoted() && value.indexOf('\\') >= 0) {
      return Optional.of("a text with a backslash needs double quotes");
    }
    if (!scalar.isPlain()) {
      return Optional.empty();
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '#') {
        return Optional.of("a text with # needs quotes; before a comment there has to be a space");
      }
      if (flow && (c == ' ' || c == '\t' || c == '\n')) {
        return Optional.of("put commas between elements in brackets, and quotes around spaces");
      }
      if (c == '\u2028' || c == '\u2029') {
        return Optional.of("U+%04X has to be escaped in double quotes".formatted((int) c));
      }
    }
    return Optional.empty();
  }

  /**
   * @throws IllegalArgumentException with words for the user when a number is too long
   */
  static Node value(ScalarEvent scalar) {
    String value = scalar.getValue();
    if (!scalar.isPlain()) {
      return Node.of(value);
    }
    return switch (value) {
      case "", "null" -> Node.none();
      case "true" -> Node.of(true);
      case "false" -> Node.of(false);
      default -> NumberNode.parse(value).<Node>map(number -> number).orElse(Node.of(value));
    };
  }

  /** Whether a word stands for itself, in this reader, in the reference and in YAML of old. */
  static boolean isPlainText(String text) {
    if (text.isEmpty() || text.length() > Limits.KEY_LENGTH || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !isDigit(c) && c != '-') {
        return false;
      }
    }
    return !isReserved(text);
  }

  /** A whole number that begins with no zero. */
  static boolean isIndex(String text) {
    if (text.isEmpty() || text.length() > 9 || (text.charAt(0) == '0' && text.length() > 1)) {
      return false;
    }
    return text.chars().allMatch(c -> isDigit((char) c));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isReserved(String text) {
    if (text.length() > 5) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf" -> true;
      default -> false;
    };
  }
}
