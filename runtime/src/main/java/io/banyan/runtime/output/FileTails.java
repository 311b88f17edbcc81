package io.banyan.runtime.output;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that reads the files to which processes write by themselves, whatever their
 * number. It is there while there are any.
 */
final class FileTails implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileTails.class);
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long END_LIMIT_MILLIS = 2000;

  // Guarded by this.
  private final List<FileTail> tails = new ArrayList<>();
  private Thread thread = new Thread();
  private boolean running;
  private boolean closed;

  synchronized void add(FileTail tail) {
    tails.add(tail);
    if (!running && !closed) {
      running = true;
      thread = new Thread(this::run, "banyan-log-tail");
      thread.setDaemon(true);
      thread.start();
    }
    notifyAll();
  }

  /** Has the tail told its end soon. */
  synchronized void finish(FileTail tail) {
    tail.finish();
    notifyAll();
  }

  /** All tails come to their end; waits a moment for that. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      tails.forEach(FileTail::finish);
      notifyAll();
      last = thread;
    }
    try {
      last.join(END_LIMIT_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    List<FileTail> due = await();
    while (!due.isEmpty()) {
      for (FileTail tail : due) {
        if (!look(tail, buffer)) {
          remove(tail);
        }
      }
      due = await();
    }
  }

  private static boolean look(FileTail tail, ByteBuffer buffer) {
    try {
      return tail.look(buffer, System.nanoTime());
    } catch (RuntimeException broken) {
      LOG.error("What is read from a log file was not handled; the rest is not read", broken);
      return false;
    }
  }

  private synchronized void remove(FileTail tail) {
    tails.remove(tail);
  }

  /** Those that are due; empty when there are none at all, and the thread ends. */
  private synchronized List<FileTail> await() {
    while (!tails.isEmpty()) {
      long now = System.nanoTime();
      List<FileTail> due = tails.stream().filter(tail -> tail.due(now) - now <= 0).toList();
      if (!due.isEmpty()) {
        return due;
      }
      pause(tails.stream().mapToLong(tail -> tail.due(now) - now).min().orElse(0));
    }
    running = false;
    return List.of();
  }

  /** It does not matter why this returns: whoever is called looks at everything anew. */
  @SuppressWarnings("WaitNotInLoop")
  private synchronized void pause(long nanos) {
    try {
      wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    } catch (InterruptedException ours) {
      LOG.debug("Interrupted, but nobody else knows this thread");
    }
  }
}
