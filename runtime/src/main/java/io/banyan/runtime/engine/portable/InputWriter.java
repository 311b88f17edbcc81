package io.banyan.runtime.engine.portable;

import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.InputOutcome.Accepted;
import io.banyan.runtime.engine.InputOutcome.Busy;
import io.banyan.runtime.engine.InputOutcome.Closed;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.engine.internal.EngineThread;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes to the input of a process in a thread that is there only while there is need. */
final class InputWriter implements ProcessInput {

  private static final int IDLE_SECONDS = 5;
  private static final int CHUNK_BYTES = 64 * 1024;

  private final OutputStream out;
  private final ThreadPoolExecutor thread;
  private @Nullable CompletableFuture<InputOutcome> pending;
  private boolean closing;

  InputWriter(OutputStream out, String name) {
    this.out = out;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new EngineThread(name, task));
    thread.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletionStage<InputOutcome> write(ByteBuffer bytes) {
    CompletableFuture<InputOutcome> told = new CompletableFuture<>();
    synchronized (this) {
      if (closing) {
        return CompletableFuture.completedFuture(new Closed("it was closed"));
      }
      if (pending != null) {
        return CompletableFuture.completedFuture(new Busy());
      }
      pending = told;
      thread.execute(() -> finish(told, push(bytes)));
    }
    return told;
  }

  @Override
  public synchronized void close() {
    if (!closing) {
      closing = true;
      thread.execute(this::closeStream);
    }
  }

  /** Closes; a write that is stuck because a descendant holds the pipe is left to itself. */
  void abandon() {
    close();
    CompletableFuture<InputOutcome> told;
    synchronized (this) {
      told = pending;
    }
    if (told != null) {
      finish(told, new Closed("the process has ended"));
    }
  }

  private void finish(CompletableFuture<InputOutcome> told, InputOutcome outcome) {
    if (outcome instanceof Closed) {
      close();
    }
    synchronized (this) {
      if (pending == told) {
        pending = null;
      }
    }
    told.complete(outcome);
  }

  private InputOutcome push(ByteBuffer bytes) {
    byte[] chunk = new byte[Math.min(bytes.remaining(), CHUNK_BYTES)];
    try {
      while (bytes.hasRemaining()) {
        int count = Math.min(bytes.remaining(), chunk.length);
        bytes.get(chunk, 0, count);
        out.write(chunk, 0, count);
      }
      out.flush();
      return new Accepted();
    } catch (IOException failed) {
      return new Closed(String.valueOf(failed.getMessage()));
    }
  }

  private void closeStream() {
    try {
      out.close();
    } catch (IOException ignored) {
      // Told by the write that could not be flushed; there is nothing more to lose.
    }
    thread.shutdown();
  }
}
