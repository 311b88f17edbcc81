package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import io.banyan.runtime.process.Shutdown;
import java.time.Duration;

/** Reads {@code shutdown}: a duration, {@code brutal-kill} or {@code infinity}. */
final class ShutdownReader {

  private ShutdownReader() {}

  static Shutdown read(ObjectReader reader) {
    return reader.read("shutdown", ShutdownReader::convert, Shutdown.infinity());
  }

  private static Shutdown convert(ConfigValue value) throws WrongValue {
    return switch (Conversions.plainText(value).orElse("")) {
      case "brutal-kill" -> Shutdown.brutalKill();
      case "infinity" -> Shutdown.infinity();
      default -> within(value);
    };
  }

  private static Shutdown within(ConfigValue value) throws WrongValue {
    try {
      return Shutdown.within(Conversions.duration(Duration.ZERO).from(value));
    } catch (WrongValue e) {
      throw new WrongValue(e.getMessage() + "; brutal-kill and infinity are allowed, too");
    }
  }
}
