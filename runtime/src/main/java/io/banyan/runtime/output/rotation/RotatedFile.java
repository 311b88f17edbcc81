package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is appended to, and begun anew when it is full or old. Opened by the first write
 * and by the first after {@link #close}; both streams of a process may share it, and what is
 * written at once stays together. Blocks on the disk. Safe from any thread.
 *
 * <p>Others may move it, delete it or cut it: that is noticed by the next write, {@link #LOOK}
 * after the last look at the latest, and the file of that name is made again. When it cannot be
 * rotated, it grows on; that is told once, and tried again every {@link #RETRY}.
 */
public final class RotatedFile implements WritableByteChannel {

  /** How often it is looked whether the file is still where it was, while it is written to. */
  static final Duration LOOK = Duration.ofMillis(200);

  /** How long it grows on after it could not be rotated. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final Path path;
  private final Rotation rotation;
  private final boolean wholeLines;
  private final RotationPorts ports;
  private final Generations generations;
  private final Filling filling;
  private @Nullable OpenFile file;
  private @Nullable Object begunKey;
  private Instant begun = Instant.EPOCH;
  private long lookedAt;
  private boolean stuck;
  private long stuckAt;

  /**
   * A log file; nothing is opened yet.
   *
   * @param wholeLines whether it is written in whole lines only: one that was torn by a full disk
   *     or a kill is then ended before the next
   */
  public RotatedFile(Path path, Rotation rotation, boolean wholeLines, RotationPorts ports) {
    this.path = path;
    this.rotation = rotation;
    this.wholeLines = wholeLines;
    this.ports = ports;
    this.generations = new Generations(path, rotation.maxFiles(), ports.compressor().lockOf(path));
    this.filling = new Filling(rotation.maxBytes());
  }

  /** Writes all of it, or throws; what was written before that is no longer in the buffer. */
  @Override
  public synchronized int write(ByteBuffer bytes) throws IOException {
    int all = bytes.remaining();
    OpenFile open = current();
    if (!rotation.isOn() || !open.isRegular()) {
      append(open, bytes, all);
      return all;
    }
    while (bytes.hasRemaining()) {
      int count = filling.fits(bytes, isOld());
      if (count > 0) {
        append(open, bytes, count);
      } else if (mayRotate()) {
        open = rotate(open);
      } else {
        append(open, bytes, bytes.remaining());
      }
    }
    return all;
  }

  @Override
  public synchronized boolean isOpen() {
    return file != null;
  }

  /** Closes the file until the next write. */
  @Override
  public synchronized void close() throws IOException {
    OpenFile open = file;
    file = null;
    if (open != null) {
      open.channel().close();
    }
  }

  private void append(OpenFile open, ByteBuffer bytes, int count) throws IOException {
    int from = bytes.position();
    int limit = bytes.limit();
    bytes.limit(from + count);
    try {
      while (bytes.hasRemaining()) {
        open.channel().write(bytes);
      }
    } finally {
      bytes.limit(limit);
    }
    if (rotation.isOn()) {
      filling.wrote(bytes, from, count);
    }
  }

  /** The file of that name, which is not always the one that was open. */
  private OpenFile current() throws IOException {
    OpenFile open = file;
    long now = ports.nanoTime().getAsLong();
    if (open != null && now - lookedAt < LOOK.toNanos()) {
      return open;
    }
    lookedAt = now;
    if (open != null && open.isStill(path)) {
      if (rotation.isOn()) {
        filling.resize(open.size());
      }
      return open;
    }
    return reopen();
  }

  private OpenFile reopen() throws IOException {
    close();
    return open();
  }

  private OpenFile open() throws IOException {
    OpenFile opened = OpenFile.open(path);
    file = opened;
    if (wholeLines) {
      opened.endLastLine(path);
    }
    filling.begin(opened.size());
    if (rotation.isByAge()) {
      begin(opened);
    }
    return opened;
  }

  private void begin(OpenFile opened) throws IOException {
    if (opened.size() == 0) {
      begun = ports.clock().instant();
    } else if (begunKey == null || !begunKey.equals(opened.key())) {
      begun = begunBefore();
    }
    begunKey = opened.key();
  }

  /**
   * When a file of an earlier runtime was begun. Not every system tells; then it is when the file
   * before it was written last, or, where there is none, when this one was.
   */
  private Instant begunBefore() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Instant made = attributes.creationTime().toInstant();
    Instant written = attributes.lastModifiedTime().toInstant();
    return made.isBefore(written) ? made : generations.newest().orElse(written);
  }

  private boolean isOld() {
    return rotation.isByAge() && !begun.plus(rotation.maxAge()).isAfter(ports.clock().instant());
  }

  private boolean mayRotate() {
    return !stuck || ports.nanoTime().getAsLong() - stuckAt >= RETRY.toNanos();
  }

  private OpenFile rotate(OpenFile full) {
    try {
      OpenFile next = full.isStill(path) ? beginAnew(full) : reopen();
      stuck = false;
      return next;
    } catch (IOException failed) {
      if (!stuck) {
        ports.trouble().tell(path + " is not rotated", failed);
      }
      stuck = true;
      stuckAt = ports.nanoTime().getAsLong();
      return full;
    }
  }

  private OpenFile beginAnew(OpenFile full) throws IOException {
    Permissions permissions = Permissions.of(path);
    generations.push();
    OpenFile next;
    try {
      next = OpenFile.open(path);
    } catch (IOException failed) {
      generations.pull();
      throw failed;
    }
    permissions.give(path);
    file = next;
    filling.begin(next.size());
    begin(next);
    closeOld(full);
    if (rotation.compress()) {
      ports.compressor().compress(generations, ports.trouble());
    }
    return next;
  }

  private void closeOld(OpenFile full) {
    try {
      full.channel().close();
    } catch (IOException lost) {
      // Some file systems tell only now that what they took is lost.
      ports.trouble().tell("the end of " + generations.plain(1) + " may be lost", lost);
    }
  }
}
