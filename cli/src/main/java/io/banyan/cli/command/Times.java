package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time on the command line: {@code 500ms}, {@code 3s}, {@code 2m}. */
final class Times {

  private static final Pattern TIME = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h)?");
  private static final String GRACE = "10s";

  private Times() {}

  /**
   * How long processes may take to end.
   *
   * @param given on the command line
   * @throws CommandFailure when it is no length of time
   */
  static Duration grace(@Nullable String given, Map<String, String> env) {
    String variable = env.getOrDefault("BANYAN_DEFAULT_TIMEOUT", "");
    return given != null ? parse(given) : parse(variable.isBlank() ? GRACE : variable);
  }

  /** A bare number is seconds. */
  static Duration parse(String text) {
    Matcher matcher = TIME.matcher(text.strip());
    if (!matcher.matches()) {
      throw new CommandFailure(
          ExitCode.USAGE, text + " is no length of time; 500ms, 10s or 2m are some");
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
