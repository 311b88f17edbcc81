package io.banyan.pool.function;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a process, in order. Short pieces are written by the caller, whom that costs no
 * thread: a pipe takes them at once, unless the process does not read. Anything longer, and what
 * comes after it meanwhile, is written by another thread. Safe from any thread.
 */
final class Outbox {

  /** Half of what a pipe takes: a call comes when the one before has been read. */
  private static final int SHORT = 32 * 1024;

  private final Executor executor;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private @Nullable OutputStream out;
  private boolean writing;
  private boolean closed;

  Outbox(Executor executor) {
    this.executor = executor;
  }

  /** From now on something can be written. */
  synchronized void open(OutputStream stream) {
    out = stream;
    if (closed) {
      release(stream);
    } else {
      go();
    }
  }

  void put(byte[] bytes) {
    synchronized (this) {
      if (closed) {
        return;
      }
      OutputStream stream = out;
      if (stream == null || writing || !waiting.isEmpty() || bytes.length > SHORT) {
        waiting.add(bytes);
        go();
        return;
      }
      write(stream, bytes);
    }
  }

  /** Nothing more is written; what waits is thrown away. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    if (out != null && !writing) {
      release(out);
    }
  }

  private void go() {
    if (out != null && !writing && !waiting.isEmpty()) {
      writing = true;
      OutputStream stream = out;
      executor.execute(() -> drain(stream));
    }
  }

  private void drain(OutputStream stream) {
    for (byte[] next = next(); next != null; next = next()) {
      write(stream, next);
    }
  }

  private synchronized byte @Nullable [] next() {
    byte[] next = waiting.poll();
    if (next == null) {
      writing = false;
      if (closed && out != null) {
        release(out);
      }
    }
    return next;
  }

  /** The reader of the answers tells when the process is gone; here that means nothing. */
  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
    } catch (IOException gone) {
      release(stream);
    }
  }

  private static void release(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException closedAlready) {
      // Nothing was buffered.
    }
  }
}
