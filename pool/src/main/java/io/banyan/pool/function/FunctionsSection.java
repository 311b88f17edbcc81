package io.banyan.pool.function;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.banyan.supervision.config.ObjectReader;
import io.banyan.supervision.config.Section;
import java.time.Duration;

/** Checks {@code banyan.functions} together with the rest of a declaration. */
public final class FunctionsSection implements Section {

  @Override
  public String name() {
    return "functions";
  }

  @Override
  public void read(ObjectReader reader) {
    reader.strings("jvm-options");
    reader.integer("spares", 0, FunctionSettings.MOST_SPARES);
    size(reader, "max-argument-size");
    size(reader, "max-result-size");
    reader.duration("shutdown", Duration.ZERO);
    reader.bool("pass-through");
  }

  private static void size(ObjectReader reader, String key) {
    String text = reader.string(key);
    try {
      long bytes =
          ConfigFactory.empty()
              .withValue("size", ConfigValueFactory.fromAnyRef(text))
              .getBytes("size");
      if (bytes >= FunctionSettings.LEAST_BYTES && bytes <= FunctionSettings.MOST_BYTES) {
        return;
      }
    } catch (ConfigException malformed) {
      // Told below, as what is too small or too large.
    }
    reader.mistake(key, "must be a size from 1KiB to 1GiB, such as 16MiB, not " + text);
  }
}
