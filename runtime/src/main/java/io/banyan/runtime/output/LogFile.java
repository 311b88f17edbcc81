package io.banyan.runtime.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends the bytes of one stream to a file, exactly as they come. When the disk is full or the
 * file cannot be written, the process runs on and the loss is told once, until a write succeeds
 * again. Used by one thread at a time.
 */
final class LogFile implements AutoCloseable {

  private final @Nullable Path file;
  private final Consumer<String> onFailure;
  private @Nullable FileChannel channel;
  private boolean failing;

  private LogFile(@Nullable Path file, Consumer<String> onFailure) {
    this.file = file;
    this.onFailure = onFailure;
  }

  /** A log file; without a path, one that keeps nothing. */
  static LogFile open(Optional<Path> file, Consumer<String> onFailure) {
    return new LogFile(file.orElse(null), onFailure);
  }

  void append(ByteBuffer bytes) {
    if (file == null) {
      return;
    }
    try {
      FileChannel out = channel == null ? openChannel(file) : channel;
      channel = out;
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      failing = false;
    } catch (IOException e) {
      close();
      if (!failing) {
        failing = true;
        onFailure.accept(file + ": " + e.getMessage());
      }
    }
  }

  private static FileChannel openChannel(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Every write was checked when it was made: nothing is lost here.
        failing = true;
      }
    }
  }
}
