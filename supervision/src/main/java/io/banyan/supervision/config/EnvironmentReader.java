package io.banyan.supervision.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValueFactory;
import io.banyan.runtime.process.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code env}, {@code env-file} and {@code clear-env}. */
final class EnvironmentReader {

  private static final ConfigList NO_FILES = ConfigValueFactory.fromIterable(List.of());

  private EnvironmentReader() {}

  /**
   * @param folder what the names of files are relative to
   */
  static Environment read(ObjectReader process, Path folder) {
    Map<String, Optional<String>> changes = new LinkedHashMap<>();
    for (Path file : files(process, folder)) {
      variables(process, file).forEach((name, value) -> changes.put(name, Optional.of(value)));
    }
    changes.putAll(env(process));
    return new Environment(process.bool("clear-env"), changes);
  }

  private static Map<String, Optional<String>> env(ObjectReader process) {
    ObjectReader env = process.object("env");
    Map<String, Optional<String>> changes = env.entries();
    for (String name : changes.keySet()) {
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        env.mistake(name, "the name of a variable must not be empty nor contain = or NUL");
      }
    }
    return changes;
  }

  private static List<Path> files(ObjectReader process, Path folder) {
    return process.has("env-file")
        ? process.elements(
            "env-file",
            process.read("env-file", Conversions::oneOrMore, NO_FILES),
            Conversions.path(folder))
        : List.of();
  }

  /**
   * What is wrong with the file is told where it is wrong, and never with a word of what it says.
   */
  private static Map<String, String> variables(ObjectReader process, Path file) {
    Optional<SourceFile.Problem> unreadable = SourceFile.problem(file);
    if (unreadable.isPresent()) {
      process.mistake("env-file", file, unreadable.get().line(), unreadable.get().message());
      return Map.of();
    }
    try {
      EnvironmentFile read = EnvironmentFile.parse(Files.readString(file));
      for (EnvironmentFile.Problem problem : read.problems()) {
        process.mistake("env-file", file, problem.line(), problem.message());
      }
      return read.variables();
    } catch (IOException gone) {
      process.mistake("env-file", file, 0, "cannot be read: " + gone.getClass().getSimpleName());
      return Map.of();
    }
  }
}
