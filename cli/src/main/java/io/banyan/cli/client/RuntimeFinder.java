package io.banyan.cli.client;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.endpoint.ControlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the runtime that a command is meant for: the one named, else the one that runs the
 * declaration named or {@code ./application.conf}, else the only one there is.
 */
public final class RuntimeFinder {

  private final RuntimePlaces places;
  private final Path workingDirectory;
  private final Function<Path, Optional<Path>> declaredDirectory;

  /**
   * @param declaredDirectory the runtime directory that a declaration names itself; asked only for
   *     one that has the word in it, because reading HOCON takes longer than everything else here
   */
  public RuntimeFinder(
      Map<String, String> env,
      Path workingDirectory,
      Function<Path, Optional<Path>> declaredDirectory) {
    this.places = new RuntimePlaces(env);
    this.workingDirectory = workingDirectory;
    this.declaredDirectory = declaredDirectory;
  }

  /**
   * The runtime to talk to.
   *
   * @param name of a runtime, as asked for
   * @param file a declaration, as asked for
   * @throws CommandFailure when there is none, or it cannot be told which
   */
  public ControlFile find(Optional<String> name, Optional<Path> file) {
    Path declaration = real(workingDirectory.resolve(file.orElse(Path.of("application.conf"))));
    List<ControlFile> live = places.live();
    if (name.isPresent()) {
      return only(
          live.stream().filter(runtime -> runtime.name().equals(name.get())).toList(),
          "no runtime called " + name.get() + " is running");
    }
    List<ControlFile> running =
        live.stream().filter(runtime -> real(runtime.file()).equals(declaration)).toList();
    if (running.isEmpty() && namesDirectories(declaration)) {
      running =
          declaredDirectory.apply(declaration).stream()
              .flatMap(directory -> RuntimePlaces.read(directory).stream())
              .filter(ControlFile::isLive)
              .toList();
    }
    if (file.isPresent() || !running.isEmpty()) {
      return only(running, "no runtime of " + declaration + " is running");
    }
    return only(live, "no runtime is running");
  }

  private static ControlFile only(List<ControlFile> found, String none) {
    if (found.isEmpty()) {
      throw new CommandFailure(ExitCode.NO_RUNTIME, none);
    }
    if (found.size() > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          found.stream()
              .map(runtime -> "  " + runtime.name() + "  (" + runtime.file() + ")")
              .collect(
                  Collectors.joining(
                      "\n", "several runtimes are running; say which with --runtime NAME:\n", "")));
    }
    return found.get(0);
  }

  private static boolean namesDirectories(Path declaration) {
    try {
      return Files.isRegularFile(declaration)
          && Files.readString(declaration).contains("directories");
    } catch (IOException e) {
      return false;
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
