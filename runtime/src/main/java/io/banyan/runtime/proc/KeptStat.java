package io.banyan.runtime.proc;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A {@code /proc/PID/stat} that is read again and again: kept open, a look takes less than half the
 * time. The descriptor stays with its process; it tells nothing of a later one with the same pid.
 *
 * <p>Used by one thread. Not a channel: the interruption of its thread would close that.
 */
public final class KeptStat implements Closeable {

  private final RandomAccessFile file;
  private final byte[] buffer;

  private KeptStat(RandomAccessFile file, byte[] buffer) {
    this.file = file;
    this.buffer = buffer;
  }

  /**
   * @param buffer to read into, of {@link ProcFs#MOST_STAT_BYTES}; may be shared by files of one
   *     thread
   */
  static Optional<KeptStat> open(String path, byte[] buffer) {
    try {
      return Optional.of(new KeptStat(new RandomAccessFile(path, "r"), buffer));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** What the process is and uses now; empty when it is gone, for good. */
  public Optional<ProcStat> read() {
    try {
      file.seek(0);
      return StatParser.parse(buffer, file.read(buffer));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
