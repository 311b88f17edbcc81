package io.banyan.cli.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size as the configuration does, and never a bare number of an unsaid unit. */
final class MemorySize implements ITypeConverter<Long> {

  private static final Pattern FORM = Pattern.compile("\\s*[0-9.]+\\s*[a-zA-Z]+\\s*");

  @Override
  public Long convert(String text) {
    if (FORM.matcher(text).matches()) {
      try {
        return ConfigValueFactory.fromAnyRef(text).atKey("s").getBytes("s");
      } catch (ConfigException noUnitOfSize) {
        // Told below.
      }
    }
    throw new TypeConversionException("'" + text + "' is no size with a unit, such as 64MiB");
  }
}
