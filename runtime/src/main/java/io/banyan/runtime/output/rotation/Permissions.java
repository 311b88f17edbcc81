package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read a log file, which must not change because it was begun anew.
 *
 * @param posix empty where the system has no such thing
 */
record Permissions(Optional<Set<PosixFilePermission>> posix) {

  static Permissions of(Path file) {
    try {
      return new Permissions(Optional.of(Files.getPosixFilePermissions(file)));
    } catch (IOException | UnsupportedOperationException unknown) {
      return new Permissions(Optional.empty());
    }
  }

  /** Gives them to a file, where the system lets us. */
  void give(Path file) {
    if (posix.isPresent()) {
      try {
        Files.setPosixFilePermissions(file, posix.get());
      } catch (IOException | UnsupportedOperationException notOurs) {
        // It then has those that a new file has.
      }
    }
  }
}
