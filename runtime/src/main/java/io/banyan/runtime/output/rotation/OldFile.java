package io.banyan.runtime.output.rotation;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * An old log file that is being read, whatever its name is by now.
 *
 * @param content from its beginning
 * @param attributes as they were when it was opened
 */
record OldFile(FileChannel content, BasicFileAttributes attributes, Permissions permissions)
    implements Closeable {

  /** Opens it. Nobody may move it meanwhile, or these would be the attributes of another. */
  static OldFile open(Path file) throws IOException {
    FileChannel content = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new OldFile(
          content, Files.readAttributes(file, BasicFileAttributes.class), Permissions.of(file));
    } catch (IOException gone) {
      content.close();
      throw gone;
    }
  }

  /** Whether this name means it, and nobody has written to it since. */
  boolean isStill(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return now.size() == attributes.size()
        && now.lastModifiedTime().equals(attributes.lastModifiedTime())
        && (now.fileKey() == null || now.fileKey().equals(attributes.fileKey()));
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
