package io.banyan.cli.command;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.runtime.event.DurationText;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations on the command line: a number and its unit. */
final class TimeSpan {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private TimeSpan() {}

  /**
   * @param option what it is given for, for the complaint
   */
  static Duration parse(String option, String text, Duration minimum) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      Duration span = of(Long.parseLong(matcher.group(1)), matcher.group(2));
      if (span.compareTo(minimum) >= 0) {
        return span;
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "%s must be a time of at least %s, with its unit (ms, s, m, h, d), not %s"
            .formatted(option, DurationText.of(minimum), text));
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
