package io.banyan.runtime.output;

import io.banyan.runtime.output.rotation.RotatedFile;
import io.banyan.runtime.output.rotation.Rotation;
import io.banyan.runtime.output.rotation.RotationPorts;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Where log files are kept. Safe from any thread. */
@FunctionalInterface
public interface LogStorage {

  /**
   * A log file that is appended to. Nothing happens to the disk yet: the first write makes the file
   * with its folder when it is not there, and so does the first after it was closed. A write may
   * block, as disks do, takes all bytes, and throws when they cannot be written now; it is tried
   * again. Both streams of a process may share the file, each in its thread.
   *
   * @param file absolute
   * @param rotation when it is begun anew
   * @param wholeLines whether it is written in whole lines only
   */
  WritableByteChannel open(Path file, Rotation rotation, boolean wholeLines, RotationPorts ports);

  /** The files of this system. */
  static LogStorage files() {
    return RotatedFile::new;
  }
}
