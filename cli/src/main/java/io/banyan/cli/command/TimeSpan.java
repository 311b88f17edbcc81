package io.banyan.cli.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as the configuration does, and never a bare number of an unsaid unit. */
final class TimeSpan implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      if (text.matches("\\s*[0-9.]+\\s*[a-zA-Zµ]+\\s*")) {
        return ConfigValueFactory.fromAnyRef(text).atKey("t").getDuration("t");
      }
    } catch (ConfigException e) {
      // Told below, like everything that is none.
    }
    throw new TypeConversionException("'" + text + "' is no duration with a unit, such as 10s");
  }
}
