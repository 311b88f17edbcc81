package io.banyan.runtime.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where log files are kept. Safe from any thread; may block, as disks do. */
@FunctionalInterface
public interface LogStorage {

  /**
   * Opens a log file to append to it; made with its folder when it is not there.
   *
   * @param file absolute
   * @throws IOException when it cannot be written now; it will be asked again
   */
  WritableByteChannel open(Path file) throws IOException;

  /** The files of this system. */
  static LogStorage files() {
    return file -> {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    };
  }
}
