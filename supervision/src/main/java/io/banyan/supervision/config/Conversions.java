package io.banyan.supervision.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The types a value can have. Numbers and booleans are read from their text, because a value that
 * comes from an environment variable is always a string.
 */
final class Conversions {

  /** The scheduler refuses delays of more than 248 days. */
  static final Duration LONGEST = Duration.ofDays(200);

  private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

  private Conversions() {}

  /** The text of a string, a number or a boolean, as it was written. */
  static Optional<String> plainText(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> Optional.of(value.atKey("value").getString("value"));
      case OBJECT, LIST, NULL -> Optional.empty();
    };
  }

  /** Whether it is one of HOCON's words for true and false, quoted or not. */
  static Optional<Boolean> truth(ConfigValue value) {
    return switch (plainText(value).orElse("")) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Whether it is a number and nothing else, so that its unit is left unsaid. */
  static boolean isBareNumber(String text) {
    return BARE_NUMBER.matcher(text).matches();
  }

  static String text(ConfigValue value) throws WrongValue {
    String text = plainText(value).orElseThrow(() -> mustBe("a string", value));
    if (text.indexOf('\0') >= 0) {
      throw new WrongValue("must not contain the character NUL");
    }
    return text;
  }

  static boolean bool(ConfigValue value) throws WrongValue {
    return truth(value).orElseThrow(() -> mustBe("true or false", value));
  }

  static Conversion<Integer> integer(int minimum, int maximum) {
    return value -> {
      String text = plainText(value).orElse("").trim();
      long number = WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : Long.MIN_VALUE;
      if (number < minimum || number > maximum) {
        throw mustBe("a whole number" + range(minimum, maximum), value);
      }
      return (int) number;
    };
  }

  static Conversion<Double> decimal(double minimum, double maximum) {
    return value -> {
      String text = plainText(value).orElse("").trim();
      double number = isBareNumber(text) ? parseDecimal(text) : Double.NaN;
      if (number >= minimum && number <= maximum) {
        return number;
      }
      throw mustBe("a number from " + spell(minimum) + " to " + spell(maximum), value);
    };
  }

  static Conversion<Duration> duration(Duration minimum) {
    return value -> {
      String text = plainText(value).orElse("").trim();
      if (isBareNumber(text)) {
        throw new WrongValue(
            "a duration needs a unit, such as " + text + "s or " + text + "ms, not a bare number");
      }
      Duration duration = parse(value, text);
      if (duration.compareTo(minimum) < 0 || duration.compareTo(LONGEST) > 0) {
        throw mustBe("a duration from " + spell(minimum) + " to " + LONGEST.toDays() + "d", value);
      }
      return duration;
    };
  }

  /** A number of bytes, at least {@code minimum}, which is spelled {@code least}. */
  static Conversion<Long> size(long minimum, String least) {
    return value -> {
      String text = plainText(value).orElse("").trim();
      if (isBareNumber(text)) {
        throw new WrongValue("a size needs a unit, such as " + text + "MiB, not a bare number");
      }
      long bytes = parseSize(value, text);
      if (bytes < minimum) {
        throw mustBe("a size of at least " + least, value);
      }
      return bytes;
    };
  }

  static Conversion<Path> path(Path base) {
    return value -> {
      String text = text(value);
      try {
        if (text.isEmpty()) {
          throw new WrongValue("must not be empty");
        }
        return base.resolve(text).normalize();
      } catch (InvalidPathException e) {
        throw new WrongValue("is not a path this system can name: " + e.getReason());
      }
    };
  }

  /** One of these values, by its text. */
  static <T> Conversion<T> choice(List<T> allowed, Function<T, String> spelling) {
    return value -> {
      String given = plainText(value).orElse("");
      for (T candidate : allowed) {
        if (spelling.apply(candidate).equals(given)) {
          return candidate;
        }
      }
      List<String> words = allowed.stream().map(spelling).toList();
      WrongValue wrong = mustBe("one of " + String.join(", ", words), value);
      throw new WrongValue(wrong.getMessage() + Shown.suggestion(Spelling.nearest(given, words)));
    };
  }

  static ConfigObject object(ConfigValue value) throws WrongValue {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw mustBe("an object { … }", value);
  }

  static ConfigList list(ConfigValue value) throws WrongValue {
    if (value instanceof ConfigList list) {
      return list;
    }
    throw mustBe("a list [ … ]", value);
  }

  /** A list; anything else is one of itself. */
  static ConfigList oneOrMore(ConfigValue value) {
    return value instanceof ConfigList list
        ? list
        : ConfigValueFactory.fromIterable(List.of(value)).withOrigin(value.origin());
  }

  static WrongValue mustBe(String allowed, ConfigValue value) {
    return new WrongValue("must be " + allowed + ", not " + Shown.value(value));
  }

  private static Duration parse(ConfigValue value, String text) throws WrongValue {
    try {
      if (value.valueType() == ConfigValueType.STRING && !text.isEmpty()) {
        return value.atKey("value").getDuration("value");
      }
    } catch (ConfigException e) {
      // The library's message does not say what is allowed; ours below does.
    }
    throw mustBe("a duration with a unit (ns, us, ms, s, m, h, d), such as 5s", value);
  }

  private static long parseSize(ConfigValue value, String text) throws WrongValue {
    try {
      if (value.valueType() == ConfigValueType.STRING && !text.isEmpty()) {
        return value.atKey("value").getBytes("value");
      }
    } catch (ConfigException e) {
      // As above.
    }
    throw mustBe("a size with a unit (B, kB, KiB, MB, MiB, GB, GiB), such as 64MiB", value);
  }

  /** Not a number where the text only looks like one. */
  private static double parseDecimal(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static String range(int minimum, int maximum) {
    return maximum == Integer.MAX_VALUE
        ? " of at least " + minimum
        : " from " + minimum + " to " + maximum;
  }

  private static String spell(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static String spell(Duration duration) {
    return duration.isZero() ? "0s" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
