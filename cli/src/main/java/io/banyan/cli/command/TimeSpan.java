package io.banyan.cli.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.runtime.event.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as the configuration does, and never a bare number of an unsaid unit. */
final class TimeSpan implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("\\s*[0-9.]+\\s*[a-zA-Zµ]+\\s*");

  @Override
  public Duration convert(String text) {
    return read(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no duration with a unit, such as 10s"));
  }

  /**
   * @param option what it is given for, for the complaint
   */
  static Duration parse(String option, String text, Duration minimum) {
    return read(text)
        .filter(span -> span.compareTo(minimum) >= 0)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "%s must be a time of at least %s, with its unit (ms, s, m, h, d), not %s"
                        .formatted(option, DurationText.of(minimum), text)));
  }

  private static Optional<Duration> read(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConfigValueFactory.fromAnyRef(text).atKey("t").getDuration("t"));
    } catch (ConfigException noUnitOfTime) {
      return Optional.empty();
    }
  }
}
