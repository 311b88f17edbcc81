package io.banyan.runtime.engine.linux;

import io.banyan.runtime.dispatch.Relay;
import io.banyan.runtime.engine.internal.EngineThread;
import io.banyan.runtime.engine.internal.Errno;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for descriptors to become ready, whatever their number, and calls who is concerned: in one
 * thread at a time, <em>the event thread</em>. A descriptor that is closed leaves by itself; its
 * token must be forgotten with {@link #remove}.
 *
 * <p>When an actor was woken by what is told, the thread goes on with that actor itself. Another
 * one stands by and has the loop from then on if that takes long.
 */
final class EventLoop {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
  private static final long WAKE_TOKEN = 0;
  private static final int BATCH = 128;
  // A restart is over by then, if nothing holds it up.
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  // struct epoll_event is packed on x86_64, and there alone.
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
  private static final int EVENT_BYTES = PACKED ? 12 : 16;
  private static final int DATA_OFFSET = PACKED ? 4 : 8;

  private final int epoll;
  private final int wake;
  private final Map<Long, Source> sources = new ConcurrentHashMap<>();
  private final AtomicLong lastToken = new AtomicLong(WAKE_TOKEN);
  private final BooleanSupplier finished;
  private final IntSupplier patience;
  private final Runnable atEnd;
  private final Block batch = new Block(EVENT_BYTES * BATCH);
  // Made once, and how many are ready is told beside: this is on the way to every successor.
  private final Runnable dispatcher = this::dispatchReady;
  private int ready;
  private final Relief relief = new Relief(PATIENCE_NANOS);
  private final CountDownLatch over = new CountDownLatch(1);
  // Guards the descriptors above against use after the end, and the memory below.
  private final Object control = new Object();
  private final Block event = new Block(EVENT_BYTES);
  private final Block wakeCount = new Block(Long.BYTES);
  private boolean ended;

  /** Who is called when its descriptor is ready. */
  @FunctionalInterface
  interface Source {
    /**
     * @param events as the system tells them, such as {@link Libc#EPOLLIN}
     */
    void ready(int events);
  }

  /**
   * @param finished asked after each wake-up: true ends the loop
   * @param patience asked before each wait how many milliseconds it may take; -1 for ever
   * @param atEnd run by the loop's thread as the last thing it does
   */
  EventLoop(BooleanSupplier finished, IntSupplier patience, Runnable atEnd) {
    this.finished = finished;
    this.patience = patience;
    this.atEnd = atEnd;
    epoll = Libc.epoll_create1(Libc.CLOEXEC);
    wake = Libc.eventfd(0, Libc.CLOEXEC | Libc.O_NONBLOCK);
    if (epoll < 0 || wake < 0) {
      throw new IllegalStateException("epoll or eventfd: " + Errno.of(Libc.errno()).meaning());
    }
    change(Libc.EPOLL_CTL_ADD, wake, Libc.EPOLLIN, WAKE_TOKEN);
  }

  void start() {
    for (int i = 1; i <= Relief.THREADS; i++) {
      new EngineThread("banyan-engine-events-" + i, this::serve).start();
    }
  }

  /** A token for a source that is called once its descriptor, added with it, is readable. */
  long register(Source source) {
    long token = lastToken.incrementAndGet();
    sources.put(token, source);
    return token;
  }

  void remove(long token) {
    sources.remove(token);
  }

  /** Watches until the descriptor is closed. False when the system refuses. */
  boolean watch(int descriptor, long token) {
    return change(Libc.EPOLL_CTL_ADD, descriptor, Libc.EPOLLIN, token);
  }

  /** Watches until the descriptor is readable, once. */
  boolean watchOnce(int descriptor, long token) {
    int events = Libc.EPOLLIN | Libc.EPOLLONESHOT;
    return change(Libc.EPOLL_CTL_ADD, descriptor, events, token);
  }

  /** Watches once more. */
  boolean watchAgain(int descriptor, long token) {
    int events = Libc.EPOLLIN | Libc.EPOLLONESHOT;
    return change(Libc.EPOLL_CTL_MOD, descriptor, events, token);
  }

  /** Watches until the descriptor can be written to, once. False when the system refuses. */
  boolean watchWritable(int descriptor, long token, boolean again) {
    int operation = again ? Libc.EPOLL_CTL_MOD : Libc.EPOLL_CTL_ADD;
    return change(operation, descriptor, Libc.EPOLLOUT | Libc.EPOLLONESHOT, token);
  }

  /** Has the loop ask whether it is finished, and how long to wait. */
  void wakeUp() {
    synchronized (control) {
      if (!ended) {
        wakeCount.bytes().putLong(0, 1);
        Libc.write(wake, wakeCount.address(), Long.BYTES);
      }
    }
  }

  /** Waits for the end of the loop. False when it has not come in time. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return over.await(millis, TimeUnit.MILLISECONDS);
  }

  private boolean change(int operation, int descriptor, int events, long token) {
    synchronized (control) {
      if (ended) {
        return false;
      }
      ByteBuffer bytes = event.bytes();
      bytes.putInt(0, events).putLong(DATA_OFFSET, token);
      return Libc.epoll_ctl(epoll, operation, descriptor, event.address()) == 0;
    }
  }

  /** What each of the threads does. */
  private void serve() {
    try {
      while (relief.take()) {
        loop();
      }
    } finally {
      relief.leaveForGood();
    }
  }

  /** Until the other thread has the loop, or it is over. */
  private void loop() {
    boolean mine = true;
    try {
      while (mine && !finished.getAsBoolean()) {
        mine = turn();
      }
    } finally {
      if (mine) {
        relief.end();
        end();
        atEnd.run();
        over.countDown();
      }
    }
  }

  /** False when the other thread has taken the loop meanwhile. */
  private boolean turn() {
    int count = Libc.epoll_wait(epoll, batch.address(), BATCH, patience.getAsInt());
    if (count < 0 && Libc.errno() != Errno.EINTR) {
      throw new IllegalStateException("epoll_wait: " + Errno.of(Libc.errno()).meaning());
    }
    if (!relief.isThere()) {
      // Nobody would replace this thread: all who are woken are others' work.
      dispatchAll(count);
      return true;
    }
    ready = count;
    Runnable woken = Relay.gather(dispatcher);
    return woken == null || goOnWith(woken);
  }

  private boolean goOnWith(Runnable woken) {
    relief.leave();
    try {
      ((EngineThread) Thread.currentThread()).lend(woken);
    } catch (RuntimeException | Error failed) {
      LOG.error("What an event of a process has woken failed", failed);
    }
    return relief.comeBack();
  }

  private void dispatchReady() {
    dispatchAll(ready);
  }

  private void dispatchAll(int count) {
    for (int i = 0; i < count; i++) {
      int at = i * EVENT_BYTES;
      dispatch(batch.bytes().getInt(at), batch.bytes().getLong(at + DATA_OFFSET));
    }
  }

  private void dispatch(int events, long token) {
    if (token == WAKE_TOKEN) {
      synchronized (control) {
        Libc.read(wake, wakeCount.address(), Long.BYTES);
      }
      return;
    }
    Source source = sources.get(token);
    if (source == null) {
      return;
    }
    try {
      source.ready(events);
    } catch (RuntimeException | Error failed) {
      // One process's trouble must not end the exits of all others.
      LOG.error("An event of a process was not handled", failed);
    }
  }

  private void end() {
    synchronized (control) {
      ended = true;
      Libc.close(epoll);
      Libc.close(wake);
      event.close();
      wakeCount.close();
      batch.close();
    }
  }
}
