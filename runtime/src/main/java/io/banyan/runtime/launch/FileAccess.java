package io.banyan.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What the permissions of files allow another user. */
final class FileAccess {

  private static final int OWNER = 0100;
  private static final int GROUP = 0010;
  private static final int OTHERS = 0001;

  private FileAccess() {}

  /**
   * Whether a user may execute a file and reach it through its directories. True where that cannot
   * be known: a group's permission may be theirs through a supplementary group or an access list.
   */
  static boolean mayExecute(Credentials who, Path file) {
    if (who.uid() == 0) {
      return true;
    }
    try {
      for (Path part = file.toRealPath(); part != null; part = part.getParent()) {
        if (!mayExecuteItself(who, part)) {
          return false;
        }
      }
      return true;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return true;
    }
  }

  private static boolean mayExecuteItself(Credentials who, Path file) throws IOException {
    return allows(
        who,
        attribute(file, "unix:mode"),
        attribute(file, "unix:uid"),
        attribute(file, "unix:gid"));
  }

  private static int attribute(Path file, String name) throws IOException {
    return (Integer) Objects.requireNonNull(Files.getAttribute(file, name));
  }

  static boolean allows(Credentials who, int mode, int owner, int group) {
    if (who.uid() == Integer.toUnsignedLong(owner)) {
      return (mode & OWNER) != 0;
    }
    if (who.gid() == Integer.toUnsignedLong(group)) {
      return (mode & GROUP) != 0;
    }
    return (mode & (GROUP | OTHERS)) != 0;
  }
}
