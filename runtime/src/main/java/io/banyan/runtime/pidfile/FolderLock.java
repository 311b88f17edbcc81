package io.banyan.runtime.pidfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turn of one who changes pid files of a folder. The system gives it back when the holder dies.
 */
final class FolderLock implements AutoCloseable {

  /** Its name in the folder. */
  static final String NAME = ".pid.lock";

  /**
   * A POSIX lock belongs to the process, and is lost as soon as any thread of it closes a
   * descriptor of the file: within one JVM threads have to take turns before they open it.
   */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for it: others have it for a moment only. */
  static FolderLock of(Path pidFile) throws IOException {
    Path file = Objects.requireNonNull(pidFile.getParent()).resolve(NAME);
    THREADS.lock();
    boolean locked = false;
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        channel.lock();
        locked = true;
        return new FolderLock(channel);
      } finally {
        if (!locked) {
          channel.close();
        }
      }
    } finally {
      if (!locked) {
        THREADS.unlock();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close(); // gives the lock back
    } finally {
      THREADS.unlock();
    }
  }
}
