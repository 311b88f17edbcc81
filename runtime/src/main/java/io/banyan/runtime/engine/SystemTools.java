package io.banyan.runtime.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the tools of the system are; what a user's PATH has in front of them is not asked. */
public final class SystemTools {

  private SystemTools() {}

  /** The executable file of the tool with this name. */
  public static Optional<Path> find(String name) {
    return Stream.of("/bin", "/usr/bin", "/sbin", "/usr/sbin", "/usr/local/bin")
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
