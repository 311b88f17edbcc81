package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.launch.LaunchOptions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code user}, {@code group}, {@code umask}, {@code nice} and those of {@code limits} that
 * the system keeps by itself; all are optional.
 */
final class LaunchOptionsReader {

  private static final Pattern UMASK = Pattern.compile("0?[0-7]{1,3}");

  private LaunchOptionsReader() {}

  static LaunchOptions read(ObjectReader process) {
    return new LaunchOptions(
        optional(process, "user", LaunchOptionsReader::account),
        optional(process, "group", LaunchOptionsReader::account),
        optional(process, "umask", LaunchOptionsReader::umask),
        optional(
            process,
            "nice",
            Conversions.integer(LaunchOptions.LOWEST_NICE, LaunchOptions.HIGHEST_NICE)),
        optional(
            process.object("limits"),
            "open-files",
            Conversions.integer(LaunchOptions.FEWEST_OPEN_FILES, Integer.MAX_VALUE)),
        optional(process.object("limits"), "processes", Conversions.integer(1, Integer.MAX_VALUE)));
  }

  /** Empty when it is not given, and when it is mistaken. */
  static <T> Optional<T> optional(ObjectReader reader, String key, Conversion<T> conversion) {
    return reader.has(key)
        ? reader.read(key, value -> Optional.of(conversion.from(value)), Optional.empty())
        : Optional.empty();
  }

  /** Whether there is such an account is found out at each launch: it may be made until then. */
  private static String account(ConfigValue value) throws WrongValue {
    String text = Conversions.text(value);
    if (text.isBlank() || text.indexOf(':') >= 0) {
      throw Conversions.mustBe("a name or number known to the system", value);
    }
    return text;
  }

  /** As a string only: a number loses its leading zero, and is read as decimal elsewhere. */
  private static int umask(ConfigValue value) throws WrongValue {
    String text = Conversions.plainText(value).orElse("");
    if (!(value.unwrapped() instanceof String) || !UMASK.matcher(text).matches()) {
      throw Conversions.mustBe(
          "octal digits in quotes, \"000\" to \"777\", such as \"022\"", value);
    }
    return Integer.parseInt(text, 8);
  }
}
