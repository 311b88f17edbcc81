package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.InputOutcome.Accepted;
import io.banyan.runtime.engine.InputOutcome.Busy;
import io.banyan.runtime.engine.InputOutcome.Closed;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.internal.Errno;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Our end of the pipe to standard input. What it takes at once is written by the caller, the rest
 * by the event thread whenever there is room. A pipe that nobody reads is an error of the write:
 * the JVM ignores SIGPIPE.
 */
final class InputPipe implements ProcessInput {

  private final int descriptor;
  private final EventLoop loop;
  private final Buffers buffers;
  private final long token;
  private @Nullable Pending pending;
  private boolean watched;
  private boolean closing;
  private boolean closed;

  private record Pending(ByteBuffer bytes, CompletableFuture<InputOutcome> told) {}

  InputPipe(int descriptor, EventLoop loop, Buffers buffers) {
    this.descriptor = descriptor;
    this.loop = loop;
    this.buffers = buffers;
    this.token = loop.register(events -> go());
  }

  @Override
  public CompletionStage<InputOutcome> write(ByteBuffer bytes) {
    Pending write = new Pending(bytes, new CompletableFuture<>());
    synchronized (this) {
      if (closing) {
        return CompletableFuture.completedFuture(new Closed("it was closed"));
      }
      if (pending != null) {
        return CompletableFuture.completedFuture(new Busy());
      }
      pending = write;
    }
    go();
    return write.told();
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      if (pending == null) {
        free();
      }
    }
  }

  /** Closes at once: nobody who matters reads any more. */
  void abandon() {
    Pending told;
    synchronized (this) {
      told = pending;
      finish(new Closed("the process has ended"));
    }
    if (told != null) {
      told.told().complete(new Closed("the process has ended"));
    }
  }

  /** Called also by the event thread; the watch is off until it is asked for again. */
  private void go() {
    Pending told;
    InputOutcome outcome;
    synchronized (this) {
      told = pending;
      outcome = told == null ? null : push(told.bytes());
      if (told == null || outcome == null) {
        return;
      }
      finish(outcome);
    }
    told.told().complete(outcome);
  }

  private void finish(InputOutcome outcome) {
    pending = null;
    closing |= outcome instanceof Closed;
    if (closing) {
      free();
    }
  }

  /** Writes until nothing is left, or there is no room. Null when there is more to be done. */
  private @Nullable InputOutcome push(ByteBuffer bytes) {
    Block.Buffer buffer = buffers.take();
    try {
      while (bytes.hasRemaining()) {
        int count = buffer.fill(bytes);
        long written = Libc.write(descriptor, buffer.address(), count);
        if (written >= 0) {
          bytes.position(bytes.position() + (int) written);
        } else if (Libc.errno() == Errno.EAGAIN) {
          return watch() ? null : new Closed("the system cannot watch it");
        } else if (Libc.errno() != Errno.EINTR) {
          return new Closed(Errno.of(Libc.errno()).meaning());
        }
      }
      return new Accepted();
    } finally {
      buffers.giveBack(buffer);
    }
  }

  private boolean watch() {
    boolean again = watched;
    watched = true;
    return loop.watchWritable(descriptor, token, again);
  }

  private void free() {
    if (!closed) {
      closed = true;
      loop.remove(token);
      Libc.close(descriptor);
    }
  }
}
