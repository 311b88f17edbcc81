package io.banyan.control.endpoint;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A folder that nobody but its owner may enter. */
public final class PrivateFolder {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /**
   * Makes the folder with mode 0700, and those above it where they are missing; verifies one that
   * is there already.
   *
   * @throws FileSystemException when it is a link, another user's, or open to others: what lies in
   *     it could then be read or replaced by them
   */
  public static void ensure(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      verify(folder);
    }
  }

  private static void verify(Path folder) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw new FileSystemException(folder.toString(), null, "is not a folder");
    }
    if (!isOurs(folder)) {
      throw new FileSystemException(
          folder.toString(), null, "belongs to another user (" + found.owner().getName() + ")");
    }
    EnumSet<PosixFilePermission> others = EnumSet.copyOf(found.permissions());
    others.removeAll(OWNER_ONLY);
    if (!others.isEmpty()) {
      throw new FileSystemException(
          folder.toString(), null, "is open to other users; chmod 700 makes it private");
    }
  }

  /** Whether we own this file, not following a link. */
  static boolean isOurs(Path file) throws IOException {
    Object uid = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return uid.equals(Uid.OURS);
  }

  /** Looked up once, and only where it is needed. */
  private static final class Uid {
    static final Object OURS = ours();

    private static Object ours() {
      try {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      } catch (IOException e) {
        return (int) new com.sun.security.auth.module.UnixSystem().getUid();
      }
    }
  }
}
