package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads what somebody else appends to a file. The file is held open, so that it is the one that the
 * process writes to, whatever becomes of its name; one that has become shorter is read from its
 * beginning. A file in which nothing happens is looked at less and less often. Used by one thread,
 * but for {@link #finish}.
 */
final class FileTail {

  /** How soon a file is looked at again in which something was found. */
  static final Duration SOON = Duration.ofMillis(20);

  /** How late at most a file is looked at again in which nothing was found. */
  static final Duration LATE = Duration.ofMillis(500);

  // As much in one turn as leaves the others their share.
  private static final int TURN_BYTES = 1024 * 1024;
  private static final long TO_THE_END = Long.MAX_VALUE;

  private final FileChannel file;
  private final OutputHandler handler;
  private final Consumer<IOException> onFailure;
  private long position;
  private long interval = SOON.toNanos();
  private long due;
  private long end = TO_THE_END;
  private volatile boolean finishing;

  /**
   * @param from where it begins
   * @param onFailure told when the file cannot be read; what is in it then is not
   */
  FileTail(FileChannel file, long from, OutputHandler handler, Consumer<IOException> onFailure) {
    this.file = file;
    this.position = from;
    this.handler = handler;
    this.onFailure = onFailure;
  }

  /** What is in the file now is still read, and then the end is told. Idempotent. */
  void finish() {
    finishing = true;
  }

  /** When it is to be looked at, on a monotonic clock in nanoseconds. */
  long due(long now) {
    return finishing ? now : due;
  }

  /**
   * Reads what is new.
   *
   * @param buffer to read into
   * @return false when that was the end
   */
  boolean look(ByteBuffer buffer, long now) {
    boolean over;
    try {
      over = !read(buffer, now);
    } catch (IOException failed) {
      onFailure.accept(failed);
      over = true;
    }
    if (over) {
      close();
    }
    return !over;
  }

  private boolean read(ByteBuffer buffer, long now) throws IOException {
    boolean last = finishing;
    long size = file.size();
    if (size < position) {
      position = 0;
    }
    if (last && end == TO_THE_END) {
      end = size;
    }
    boolean found = turn(buffer, Math.min(Math.min(size, end), position + TURN_BYTES));
    interval = found ? SOON.toNanos() : Math.min(LATE.toNanos(), 2 * interval);
    due = position < size ? now : now + interval;
    return !last || position < Math.min(end, size);
  }

  private boolean turn(ByteBuffer buffer, long until) throws IOException {
    boolean found = false;
    while (position < until) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), until - position));
      int count = file.read(buffer, position);
      if (count <= 0) {
        return found;
      }
      position += count;
      found = true;
      handler.onBytes(buffer.flip());
    }
    return found;
  }

  private void close() {
    try {
      file.close();
    } catch (IOException e) {
      // It was only read: there is nothing to lose.
      onFailure.accept(e);
    }
    handler.onEnd();
  }
}
