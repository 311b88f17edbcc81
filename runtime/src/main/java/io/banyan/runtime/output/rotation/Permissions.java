package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who may read a log file must not change because it was begun anew. */
final class Permissions {

  private Permissions() {}

  /** Gives one file the permissions of another, where the system has such and lets us. */
  static void copy(Path from, Path to) {
    try {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    } catch (IOException | UnsupportedOperationException notOurs) {
      // It then has those that a new file has.
    }
  }
}
