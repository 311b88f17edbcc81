package io.banyan.runtime.engine.linux;

import io.banyan.runtime.engine.OutputHandler;
import io.banyan.runtime.engine.internal.Errno;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our end of one output pipe. Whoever moves it to DRAINING alone reads it, tells its handler and
 * closes it, and moves it on when done, so that calls to the handler never overlap and the
 * descriptor is never used after it was closed:
 *
 * <pre>
 * WATCHED   readable, or close → DRAINING (queued for a worker)
 *           over without a byte → ENDED, by the event thread
 * DRAINING  empty → WATCHED;  handler wants a pause → PAUSED;  end of file, or close and empty → ENDED
 * PAUSED    resume, or close → DRAINING
 * </pre>
 */
final class OutputPipe {

  private static final Logger LOG = LoggerFactory.getLogger(OutputPipe.class);
  // As much in one turn as gives the others a fair share of the workers.
  private static final int TURN_BYTES = 1024 * 1024;
  // Who has just filled a pipe goes on in a moment: to wait here spares two changes of thread.
  private static final int LINGER_MILLIS = 1;

  private enum State {
    WATCHED,
    DRAINING,
    PAUSED,
    ENDED
  }

  private enum Next {
    READ,
    READ_REST,
    STOP
  }

  private final int descriptor;
  private final OutputHandler handler;
  private final EventLoop loop;
  private final OutputWorkers workers;
  private final Runnable onEnded;
  private final long token;
  private State state = State.WATCHED;
  private boolean resumed;
  private boolean closing;
  // Touched by the draining thread alone.
  private boolean broken;
  private boolean used;

  OutputPipe(
      int descriptor,
      OutputHandler handler,
      EventLoop loop,
      OutputWorkers workers,
      Runnable onEnded) {
    this.descriptor = descriptor;
    this.handler = handler;
    this.loop = loop;
    this.workers = workers;
    this.onEnded = onEnded;
    this.token = loop.register(this::readable);
  }

  /** Begins to wait for output. False when the system refuses, and nothing will be read. */
  boolean start() {
    return loop.watchOnce(descriptor, token);
  }

  /** Gives up before {@link #start} without telling the handler. */
  void discard() {
    loop.remove(token);
    Libc.close(descriptor);
  }

  /**
   * Called by the event thread; the watch is off until it is asked for again. The end of a stream
   * that nobody has written to is told from here: it spares a change of thread where somebody waits
   * for a successor.
   */
  private void readable(int events) {
    if (isSilentEnd(events)) {
      end();
    }
  }

  /** True when the stream is over and never had a byte; else a worker will look, if need be. */
  private synchronized boolean isSilentEnd(int events) {
    if (state != State.WATCHED) {
      return false;
    }
    state = State.DRAINING;
    if ((events & Libc.EPOLLIN) == 0 && !used) {
      return true;
    }
    workers.execute(this::drain);
    return false;
  }

  synchronized void resume() {
    if (state == State.PAUSED) {
      drainForOther();
    } else {
      // Perhaps the handler is about to ask for the pause that this ends.
      resumed = true;
    }
  }

  synchronized void close() {
    closing = true;
    if (state == State.WATCHED || state == State.PAUSED) {
      drainForOther();
    }
  }

  private void drainSoon() {
    state = State.DRAINING;
    workers.execute(this::drain);
  }

  /** Not asked for by the event thread, which has to know when there are too few workers. */
  private void drainForOther() {
    drainSoon();
    if (!workers.isCalm()) {
      loop.wakeUp();
    }
  }

  /** One turn of a worker, with a buffer of the worker's. */
  private void drain(Block.Buffer buffer) {
    int left = TURN_BYTES;
    Next next = isClosing() ? Next.READ_REST : Next.READ;
    while (next == Next.READ && left > 0) {
      long count = Libc.read(descriptor, buffer.address(), buffer.capacity());
      if (count > 0) {
        left -= (int) count;
        next = afterBytes(deliver(buffer.filled((int) count)));
      } else if (count < 0 && Libc.errno() == Errno.EAGAIN) {
        next = linger(TURN_BYTES - left, buffer) ? Next.READ : afterEmpty();
      } else if (count == 0 || Libc.errno() != Errno.EINTR) {
        end();
        return;
      }
    }
    if (next == Next.READ_REST) {
      readRest(buffer);
      end();
    } else if (next == Next.READ) {
      workers.execute(this::drain);
    }
  }

  /** Waits a little for more of a flood, if no other stream needs the worker. */
  private boolean linger(int bytes, Block.Buffer buffer) {
    return bytes >= buffer.capacity()
        && workers.isCalm()
        && buffer.awaitReadable(descriptor, LINGER_MILLIS);
  }

  /** What is in the pipe now, and no more: a descendant may go on writing for ever. */
  private void readRest(Block.Buffer buffer) {
    int left = Libc.ioctl(descriptor, Libc.FIONREAD, buffer.address()) == 0 ? buffer.firstInt() : 0;
    while (left > 0) {
      long count = Libc.read(descriptor, buffer.address(), Math.min(left, buffer.capacity()));
      if (count <= 0) {
        return;
      }
      left -= (int) count;
      deliver(buffer.filled((int) count));
    }
  }

  private boolean deliver(ByteBuffer bytes) {
    used = true;
    synchronized (this) {
      resumed = false;
    }
    try {
      return broken || handler.onBytes(bytes);
    } catch (RuntimeException | Error failed) {
      // Read on and throw away: a pipe nobody reads would stop the process for good.
      LOG.error("An output handler failed; the rest of its stream is lost", failed);
      broken = true;
      return true;
    }
  }

  private synchronized Next afterBytes(boolean goOn) {
    if (closing) {
      return Next.READ_REST;
    }
    if (goOn || resumed) {
      return Next.READ;
    }
    state = State.PAUSED;
    return Next.STOP;
  }

  private synchronized Next afterEmpty() {
    if (closing) {
      return Next.READ_REST;
    }
    state = State.WATCHED;
    if (loop.watchAgain(descriptor, token)) {
      return Next.STOP;
    }
    LOG.error("Cannot watch an output pipe any longer; its stream ends here");
    state = State.DRAINING;
    return Next.READ_REST;
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private void end() {
    synchronized (this) {
      state = State.ENDED;
      loop.remove(token);
      Libc.close(descriptor);
    }
    try {
      handler.onEnd();
    } catch (RuntimeException | Error failed) {
      LOG.error("An output handler failed at the end of its stream", failed);
    }
    onEnded.run();
  }
}
