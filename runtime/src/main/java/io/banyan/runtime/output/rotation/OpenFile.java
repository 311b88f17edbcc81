package io.banyan.runtime.output.rotation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A file open for appending, and which one of the disk it is. Used under its owner's lock. */
final class OpenFile {

  private final FileChannel channel;
  private final @Nullable Object key;
  private final boolean regular;

  private OpenFile(FileChannel channel, BasicFileAttributes attributes) {
    this.channel = channel;
    this.key = attributes.fileKey();
    this.regular = attributes.isRegularFile();
  }

  /** Opens the file, made with its folder when it is not there. Blocks on the disk. */
  static OpenFile open(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try {
      return new OpenFile(channel, Files.readAttributes(file, BasicFileAttributes.class));
    } catch (IOException movedAlready) {
      channel.close();
      throw movedAlready;
    }
  }

  FileChannel channel() {
    return channel;
  }

  /** What tells it from every other file; null where the system has no such thing. */
  @Nullable Object key() {
    return key;
  }

  /** False for a FIFO or a device, which cannot be rotated. */
  boolean isRegular() {
    return regular;
  }

  /** Its length now; 0 for what has none. */
  long size() throws IOException {
    return regular ? channel.size() : 0;
  }

  /** Whether the name still means this file. When the system does not say, it does. */
  boolean isStill(Path file) {
    try {
      Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return now == null || now.equals(key);
    } catch (NoSuchFileException moved) {
      return false;
    } catch (IOException unknown) {
      return true;
    }
  }

  /** Ends a line that was torn when the disk was full or the runtime was killed. */
  void endLastLine(Path file) throws IOException {
    if (size() > 0 && isTorn(file)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  private static boolean isTorn(Path file) {
    try (SeekableByteChannel in = Files.newByteChannel(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      in.position(Math.max(0, in.size() - 1)).read(last);
      return last.position() == 1 && last.get(0) != '\n';
    } catch (IOException unreadable) {
      return false;
    }
  }
}
