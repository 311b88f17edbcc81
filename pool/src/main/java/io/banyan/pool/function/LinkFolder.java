package io.banyan.pool.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for named pipes, which only its owner can look into. A lock tells others that it is in
 * use: what a runtime has left that was killed is deleted by the next one.
 */
final class LinkFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkFolder.class);
  private static final String PREFIX = "banyan-functions-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel lock;

  private LinkFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * @throws UncheckedIOException when none can be made
   */
  static LinkFolder create() {
    Path above = Path.of(System.getProperty("java.io.tmpdir"));
    sweep(above);
    try {
      Path folder =
          Files.createTempDirectory(
              above,
              PREFIX,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock.lock();
      return new LinkFolder(folder, lock);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Where the pipes of a process are; unique, whatever its id. */
  String place(String id) {
    return folder.resolve(id).toString();
  }

  /** Unique among all that use functions on this system. */
  String name() {
    return folder.getFileName().toString().substring(PREFIX.length());
  }

  @Override
  public void close() {
    try {
      delete(folder);
      lock.close();
    } catch (IOException failed) {
      LOG.debug("{} is left: {}", folder, failed.toString());
    }
  }

  private static void sweep(Path above) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(above, PREFIX + "*")) {
      for (Path other : folders) {
        sweepOne(other);
      }
    } catch (IOException failed) {
      LOG.debug("Nothing was looked for in {}: {}", above, failed.toString());
    }
  }

  /** One without a lock file is just being made. */
  private static void sweepOne(Path other) {
    if (!Files.isWritable(other)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock unused = channel.tryLock()) {
      if (unused != null) {
        delete(other);
      }
    } catch (IOException | RuntimeException inUse) {
      LOG.debug("{} is left: {}", other, inUse.toString());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
