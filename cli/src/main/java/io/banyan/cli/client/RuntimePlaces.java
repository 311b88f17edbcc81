package io.banyan.cli.client;

import io.banyan.control.endpoint.ControlFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folders in which runtimes leave their control files when their declaration does not name
 * others: {@code BANYAN_PID_DIR}, else below the XDG runtime and state folders.
 */
public final class RuntimePlaces {

  private final Map<String, String> env;

  public RuntimePlaces(Map<String, String> env) {
    this.env = env;
  }

  /** The control files of those that are running. */
  List<ControlFile> live() {
    List<ControlFile> live = new ArrayList<>();
    for (Path directory : directories()) {
      read(directory).stream().filter(ControlFile::isLive).forEach(live::add);
    }
    return live;
  }

  /** Where a user's files go that belong to no tree. */
  Path own() {
    Path given = path("BANYAN_PID_DIR");
    if (given != null) {
      return given;
    }
    Path runtime = path("XDG_RUNTIME_DIR");
    return runtime != null && Files.isDirectory(runtime)
        ? runtime.resolve("banyan")
        : stateHome().resolve("banyan").resolve("run");
  }

  /** The control file of this runtime directory, if its runtime is running. */
  static List<ControlFile> read(Path directory) {
    try {
      return ControlFile.read(directory).stream().toList();
    } catch (IOException e) {
      // Another user's folder, or one that has just gone: no runtime that we could talk to.
      return List.of();
    }
  }

  /** All folders that may be one, whether or not they are there. */
  public Set<Path> directories() {
    Set<Path> directories = new LinkedHashSet<>();
    Path given = path("BANYAN_PID_DIR");
    if (given != null) {
      directories.add(given);
      directories.addAll(below(given));
      return directories;
    }
    Path runtime = path("XDG_RUNTIME_DIR");
    if (runtime != null) {
      directories.addAll(below(runtime.resolve("banyan")));
    }
    Path state = path("BANYAN_STATE_DIR");
    if (state != null) {
      directories.add(state.resolve("run"));
    }
    below(stateHome().resolve("banyan")).forEach(name -> directories.add(name.resolve("run")));
    return directories;
  }

  private Path stateHome() {
    Path xdg = path("XDG_STATE_HOME");
    if (xdg != null) {
      return xdg;
    }
    Path home = path("HOME");
    return (home == null ? Path.of(System.getProperty("user.home", "/")) : home)
        .resolve(".local/state");
  }

  private @Nullable Path path(String variable) {
    String value = env.getOrDefault(variable, "");
    return value.isBlank() ? null : Path.of(value).toAbsolutePath().normalize();
  }

  private static List<Path> below(Path folder) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(found::add);
      } catch (IOException e) {
        // Unreadable: nothing of ours is in there.
        return List.of();
      }
    }
    found.sort(null);
    return found;
  }
}
