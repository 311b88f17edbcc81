package io.banyan.runtime.output;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a process that must not wait and a sink that may block: takes everything at once,
 * and has it written by another thread. What waits is bounded; when it is full the oldest bytes
 * give way to the newest.
 */
final class DropQueue implements ByteSink {

  /** The most that waits, with what it costs to keep it. */
  static final int MAX_BYTES = 1024 * 1024;

  // Of an array and its place in the queue, so that a flood of single bytes is bounded, too.
  private static final int OVERHEAD = 32;

  private final ByteSink sink;
  private final Executor writers;
  private final Loss loss;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int size;
  private boolean writing;
  private boolean ended;

  DropQueue(ByteSink sink, Executor writers, Loss loss) {
    this.sink = sink;
    this.writers = writers;
    this.loss = loss;
  }

  @Override
  public void append(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    long lost;
    boolean idle;
    synchronized (this) {
      ended = false;
      lost = add(copy);
      idle = !writing;
      writing = true;
    }
    if (lost > 0) {
      loss.add(lost);
    }
    if (idle) {
      writers.execute(this::write);
    }
  }

  /** Does not wait either: what is in the queue is still written, before what comes next. */
  @Override
  public void end() {
    boolean idle;
    synchronized (this) {
      ended = true;
      idle = !writing;
      writing = true;
    }
    if (idle) {
      writers.execute(this::write);
    }
  }

  private long add(byte[] bytes) {
    long lost = 0;
    waiting.addLast(bytes);
    size += bytes.length + OVERHEAD;
    while (size > MAX_BYTES && waiting.size() > 1) {
      byte[] oldest = waiting.removeFirst();
      size -= oldest.length + OVERHEAD;
      lost += oldest.length;
    }
    return lost;
  }

  /** One thread at a time: whoever sets {@code writing} has it run. */
  private void write() {
    byte[] next = next();
    while (next != null) {
      sink.append(ByteBuffer.wrap(next));
      next = next();
    }
  }

  private byte @Nullable [] next() {
    synchronized (this) {
      byte[] next = waiting.pollFirst();
      if (next != null) {
        size -= next.length + OVERHEAD;
        return next;
      }
      if (!ended) {
        writing = false;
        return null;
      }
      ended = false;
    }
    sink.end();
    return next();
  }
}
