package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses old log files. At any moment there is the plain file or the whole compressed one: it
 * is written under another name, forced to the disk, renamed, and only then the plain one goes.
 */
final class Gzip {

  private static final int BUFFER = 64 * 1024;

  private Gzip() {}

  /** Compresses the oldest first, until there is none left. */
  static void all(Generations generations) throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      Optional<Path> plain = generations.oldestPlain();
      goesOn = plain.isPresent() && one(generations, plain.get());
    }
  }

  /** False when the file changed meanwhile: somebody still writes to it, it is left for later. */
  private static boolean one(Generations generations, Path plain) throws IOException {
    if (generations.dropCopy(plain)) {
      return true;
    }
    Path unfinished = generations.unfinished();
    try (FileChannel in = FileChannel.open(plain, StandardOpenOption.READ)) {
      BasicFileAttributes source = Files.readAttributes(plain, BasicFileAttributes.class);
      Files.deleteIfExists(unfinished);
      try (FileChannel out =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        Permissions.copy(plain, unfinished);
        copy(in, out);
      }
      Files.setLastModifiedTime(unfinished, source.lastModifiedTime());
      return generations.replace(source);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void copy(FileChannel in, FileChannel out) throws IOException {
    InputStream from = Channels.newInputStream(in);
    try (GZIPOutputStream to = new GZIPOutputStream(Channels.newOutputStream(out), BUFFER)) {
      byte[] buffer = new byte[BUFFER];
      for (int count = from.read(buffer); count > 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
      }
      to.finish();
      out.force(true);
    }
  }
}
