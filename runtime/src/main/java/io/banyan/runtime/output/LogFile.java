package io.banyan.runtime.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends the bytes of one stream to a file, exactly as they come. When the disk is full or the
 * file cannot be written, the process runs on, the reason is told once and the bytes are counted as
 * lost. The file is tried again after {@link #RETRY}, not at every write: opening a file on a disk
 * in trouble is what takes long.
 */
final class LogFile implements ByteSink {

  /** How long a file that failed is left alone. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final Target target;
  private final Loss loss;
  private final Consumer<String> onFailure;
  private final LongSupplier nanoTime;
  private @Nullable WritableByteChannel channel;
  private boolean failing;
  private long failedAt;

  /**
   * A log file; nothing is opened before there is something to write.
   *
   * @param loss counts what is lost
   * @param onFailure told why the file cannot be written, once until it can again
   * @param nanoTime a monotonic clock
   */
  LogFile(Target target, Loss loss, Consumer<String> onFailure, LongSupplier nanoTime) {
    this.target = target;
    this.loss = loss;
    this.onFailure = onFailure;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void append(ByteBuffer bytes) {
    if (!failing || nanoTime.getAsLong() - failedAt >= RETRY.toNanos()) {
      write(bytes);
    }
    if (bytes.hasRemaining()) {
      loss.add(bytes.remaining());
    }
  }

  @Override
  public synchronized void end() {
    close();
    loss.tellRest();
  }

  private void write(ByteBuffer bytes) {
    try {
      WritableByteChannel out = channel == null ? target.opener().open() : channel;
      channel = out;
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      if (failing) {
        failing = false;
        loss.tellRest();
      }
    } catch (IOException e) {
      close();
      failedAt = nanoTime.getAsLong();
      if (!failing) {
        failing = true;
        onFailure.accept(target.name() + ": " + FileTrouble.reason(e));
      }
    }
  }

  private void close() {
    WritableByteChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Some file systems tell only now that what they took is lost.
        onFailure.accept(target.name() + ": " + FileTrouble.reason(e));
      }
    }
  }
}
