package io.banyan.supervision.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where files go: as the file says, or a variable of ours, or the XDG base directories. */
final class DirectoriesReader {

  private final Map<String, String> variables;
  private final Mistakes mistakes;

  DirectoriesReader(Map<String, String> variables, Mistakes mistakes) {
    this.variables = variables;
    this.mistakes = mistakes;
  }

  /**
   * @param folder what a relative path in the file is relative to
   */
  Directories read(ObjectReader section, String name, Path folder) {
    Path below = Path.of("banyan", name);
    Path state =
        section.has("state")
            ? section.path("state", folder)
            : variable("BANYAN_STATE_DIR").orElseGet(() -> stateHome().resolve(below));
    Path log =
        section.has("log")
            ? section.path("log", folder)
            : variable("BANYAN_LOG_DIR").orElseGet(() -> state.resolve("log"));
    Path runtime =
        section.has("runtime")
            ? section.path("runtime", folder)
            : variable("BANYAN_PID_DIR")
                .or(
                    () ->
                        base("XDG_RUNTIME_DIR")
                            .filter(Files::isDirectory)
                            .map(d -> d.resolve(below)))
                .orElseGet(() -> state.resolve("run"));
    return new Directories(state, log, runtime);
  }

  private Path stateHome() {
    // Without HOME (a bare environment) the JVM still knows the home from the user database.
    return base("XDG_STATE_HOME")
        .orElseGet(
            () ->
                base("HOME")
                    .orElseGet(() -> Path.of(System.getProperty("user.home", "/")))
                    .resolve(".local/state"));
  }

  /** The XDG specification says that a relative path is to be ignored. */
  private Optional<Path> base(String variable) {
    return path(variable).filter(Path::isAbsolute);
  }

  private Optional<Path> variable(String variable) {
    return path(variable).map(path -> path.toAbsolutePath().normalize());
  }

  private Optional<Path> path(String variable) {
    String text = variables.getOrDefault(variable, "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      mistakes.add(
          EnvironmentDefaults.LOCATION,
          variable,
          "is not a path this system can name: " + e.getReason());
      return Optional.empty();
    }
  }
}
