package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** How a user's text appears in a message: short, and without anything a terminal would obey. */
final class Shown {

  private static final int MAX_VALUE = 60;
  private static final int MAX_MESSAGE = 500;

  private Shown() {}

  static String value(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "an object";
      case LIST -> "a list";
      case NULL -> "null";
      default -> text(Conversions.plainText(value).orElse(""));
    };
  }

  static String text(String text) {
    return '"' + abbreviate(text, MAX_VALUE) + '"';
  }

  static String key(String key) {
    return abbreviate(key, MAX_VALUE);
  }

  static String suggestion(Optional<String> meant) {
    return meant.map(word -> "; did you mean " + word + "?").orElse("");
  }

  static String printable(String text) {
    StringBuilder result = new StringBuilder();
    abbreviate(text, MAX_MESSAGE)
        .codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  private static String abbreviate(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }
}
