package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.process.ReloadAction;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code reload}: a string is a signal, a list is a program with its arguments. */
final class ReloadReader {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private ReloadReader() {}

  static Optional<ReloadAction> read(ObjectReader process) {
    Duration limit = process.duration("reload-timeout", SHORTEST);
    if (!process.has("reload")) {
      return Optional.empty();
    }
    ConfigValueType type = process.read("reload", ConfigValue::valueType, ConfigValueType.STRING);
    return Optional.of(
        type == ConfigValueType.LIST
            ? new ReloadAction.Run(CommandReader.read(process, "reload"), limit)
            : new ReloadAction.SendSignal(
                process.read("reload", ProcessReader::signal, Signal.HUP)));
  }
}
