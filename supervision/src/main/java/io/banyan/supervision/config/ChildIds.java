package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.event.ChildPath;

/** What an id may be, in words, and how one is made of a text that is none. */
final class ChildIds {

  static final String ALLOWED =
      "1 to 64 letters, digits, \".\", \"_\" or \"-\", beginning with a letter or digit";

  static final int MAX_LENGTH = 64;

  private ChildIds() {}

  static String convert(ConfigValue value) throws WrongValue {
    String text = Conversions.text(value);
    if (!ChildPath.ID.matcher(text).matches()) {
      throw Conversions.mustBe(ALLOWED, value);
    }
    return text;
  }

  /** The text with what is not allowed replaced; {@code banyan} when nothing is left of it. */
  static String derive(String text) {
    String allowed = text.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String id = allowed.substring(0, Math.min(MAX_LENGTH, allowed.length()));
    return ChildPath.ID.matcher(id).matches() ? id : "banyan";
  }
}
