package io.banyan.supervision.config;

import io.banyan.runtime.process.Environment;
import java.util.Map;
import java.util.Optional;

/** Reads {@code env} and {@code clear-env}. */
final class EnvironmentReader {

  private EnvironmentReader() {}

  static Environment read(ObjectReader process) {
    ObjectReader env = process.object("env");
    Map<String, Optional<String>> changes = env.entries();
    for (String name : changes.keySet()) {
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        env.mistake(name, "the name of a variable must not be empty nor contain = or NUL");
      }
    }
    return new Environment(process.bool("clear-env"), changes);
  }
}
