package io.banyan.runtime.engine.portable;

import io.banyan.runtime.engine.OutputHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one stream in a thread of its own and hands it on. That thread may be stuck in a read that
 * nothing can interrupt (a descendant holds the pipe), so the end can also be told by another one;
 * what the stuck read brings after that is thrown away.
 */
final class StreamReader {

  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
  private static final int BUFFER_BYTES = 64 * 1024;
  // A read that brings nothing for so long has found the pipe empty.
  private static final long IDLE_MILLIS = 100;

  private enum Phase {
    READING,
    DELIVERING,
    PAUSED,
    ENDED
  }

  private final InputStream in;
  private final OutputHandler handler;
  private final Runnable ended;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Phase phase = Phase.READING;
  private boolean resumed;
  private boolean closing;
  private boolean broken;
  private long chunks;

  StreamReader(InputStream in, OutputHandler handler, Runnable ended) {
    this.in = in;
    this.handler = handler;
    this.ended = ended;
  }

  void run() {
    byte[] buffer = new byte[BUFFER_BYTES];
    int count = read(buffer, buffer.length);
    while (count > 0 && begin()) {
      boolean goOn = deliver(ByteBuffer.wrap(buffer, 0, count));
      if (afterDelivery(goOn)) {
        drain(buffer);
        break;
      }
      count = read(buffer, buffer.length);
    }
    end();
  }

  /** Reads what is there now, and no more: a descendant may write for ever. */
  private void drain(byte[] buffer) {
    int left = available();
    while (left > 0) {
      int count = read(buffer, Math.min(left, buffer.length));
      if (count <= 0 || !begin()) {
        return;
      }
      deliver(ByteBuffer.wrap(buffer, 0, count));
      left -= count;
    }
  }

  void resume() {
    lock.lock();
    try {
      resumed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From here on pauses do not count, and the stream ends when nothing is left in it. */
  void closeSoon() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the stream, after {@link #closeSoon}, once its thread waits for bytes in vain. */
  void endWhenIdle() {
    lock.lock();
    try {
      while (phase != Phase.ENDED) {
        long before = chunks;
        boolean silent = !changed.await(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (silent && phase == Phase.READING && chunks == before) {
          break;
        }
      }
    } catch (InterruptedException ours) {
      LOG.debug("Interrupted: ending the stream now");
    } finally {
      lock.unlock();
    }
    end();
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return phase == Phase.ENDED;
    } finally {
      lock.unlock();
    }
  }

  /** -1 at the end, and when the stream was closed meanwhile. */
  private int read(byte[] buffer, int limit) {
    try {
      return in.read(buffer, 0, limit);
    } catch (IOException closed) {
      return -1;
    }
  }

  private int available() {
    try {
      return in.available();
    } catch (IOException closed) {
      return 0;
    }
  }

  /** False when the end has been told while the read was stuck. */
  private boolean begin() {
    lock.lock();
    try {
      if (phase == Phase.ENDED) {
        return false;
      }
      phase = Phase.DELIVERING;
      resumed = false;
      chunks++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean deliver(ByteBuffer bytes) {
    try {
      return broken || handler.onBytes(bytes);
    } catch (RuntimeException failed) {
      // Read on and throw away: a pipe nobody reads would stop the process for good.
      LOG.error("An output handler failed; the rest of its stream is lost", failed);
      broken = true;
      return true;
    }
  }

  /** Waits out a pause. True when the stream is to end with what is in it. */
  private boolean afterDelivery(boolean goOn) {
    lock.lock();
    try {
      phase = goOn ? Phase.READING : Phase.PAUSED;
      while (phase == Phase.PAUSED) {
        if (resumed || closing) {
          phase = Phase.READING;
        } else {
          changed.awaitUninterruptibly();
        }
      }
      changed.signalAll();
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      if (phase == Phase.ENDED) {
        return;
      }
      phase = Phase.ENDED;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      handler.onEnd();
    } catch (RuntimeException failed) {
      LOG.error("An output handler failed at the end of its stream", failed);
    }
    try {
      in.close();
    } catch (IOException ignored) {
      LOG.debug("Closing a stream that has ended failed", ignored);
    }
    ended.run();
  }
}
