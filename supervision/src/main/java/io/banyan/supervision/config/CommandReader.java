package io.banyan.supervision.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.banyan.runtime.process.ProcessCommand;
import java.util.List;

/**
 * Reads {@code command} and its like: a list is program and arguments, a string is a line for the
 * shell.
 */
final class CommandReader {

  private static final ProcessCommand STAND_IN = new ProcessCommand.Shell(":");

  private CommandReader() {}

  static ProcessCommand read(ObjectReader reader) {
    return read(reader, "command");
  }

  /** The same of another key. */
  static ProcessCommand read(ObjectReader reader, String key) {
    if (!reader.has(key)) {
      reader.mistake(key, "is missing");
      return STAND_IN;
    }
    ConfigValueType type = reader.read(key, ConfigValue::valueType, ConfigValueType.NULL);
    return switch (type) {
      case LIST -> argv(reader, key);
      case STRING, NUMBER, BOOLEAN -> reader.read(key, CommandReader::shell, STAND_IN);
      case OBJECT, NULL -> {
        reader.mistake(key, "must be a list (program and arguments) or a string (for /bin/sh -c)");
        yield STAND_IN;
      }
    };
  }

  private static ProcessCommand argv(ObjectReader reader, String key) {
    List<String> words = reader.strings(key);
    if (words.isEmpty() || words.get(0).isEmpty()) {
      reader.mistake(key, "must begin with a program, such as [\"sleep\", \"5\"]");
      return STAND_IN;
    }
    return new ProcessCommand.Argv(words);
  }

  private static ProcessCommand shell(ConfigValue value) throws WrongValue {
    String line = Conversions.text(value);
    if (line.isBlank()) {
      throw new WrongValue("must not be empty");
    }
    return new ProcessCommand.Shell(line);
  }
}
