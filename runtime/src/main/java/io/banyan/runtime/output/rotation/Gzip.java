package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
      goesOn = false;
      Optional<OldFile> oldest = generations.openOldestPlain();
      if (oldest.isPresent()) {
        try (OldFile plain = oldest.get()) {
          goesOn = one(generations, plain);
        }
      }
    }
  }

  /** False when the file changed meanwhile: somebody still writes to it, it is left for later. */
  private static boolean one(Generations generations, OldFile plain) throws IOException {
    Path unfinished = generations.unfinished();
    Files.deleteIfExists(unfinished);
    try {
      try (FileChannel out =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        plain.permissions().give(unfinished);
        copy(plain.content(), out);
      }
      Files.setLastModifiedTime(unfinished, plain.attributes().lastModifiedTime());
      return generations.replace(plain);
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
