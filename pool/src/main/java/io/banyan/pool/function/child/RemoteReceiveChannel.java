package io.banyan.pool.function.child;

import io.banyan.channels.Channel;
import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.ForwardingReceiveChannel;
import io.banyan.channels.ReceiveInterruptedException;
import io.banyan.channels.Received;
import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameType;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a channel of the runtime. A value is fetched when somebody wants one, one at
 * a time, so that none is here that nobody has asked for; it is taken from the channel then. What
 * comes after a timeout, and what a select was told of and did not take, stays for the next.
 */
final class RemoteReceiveChannel<T> extends ForwardingReceiveChannel<T> {

  private static final int SHORT = 64;

  private final RemoteChannels.Address address;
  private final ParentLink link;
  private final ReentrantLock turn = new ReentrantLock(true);
  // Values by number: one is asked for only when the one before has been taken.
  private long asked;
  private long arrived;
  private long taken;
  private int futures;

  RemoteReceiveChannel(RemoteChannels.Address address, ParentLink link) {
    super(Channel.create());
    this.address = address;
    this.link = link;
  }

  @Override
  public T receive() throws InterruptedException {
    turn.lockInterruptibly();
    try {
      want();
      T value = super.receive();
      // Not left to the one who brought it: he may come too late for whoever wants the next.
      taken(lastArrived());
      wantForFutures();
      return value;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Received<T> receive(Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    if (!turn.tryLock(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS)) {
      return new Received.Empty<>();
    }
    try {
      want();
      return noted(super.receive(timeout.minusNanos(System.nanoTime() - start)));
    } finally {
      turn.unlock();
    }
  }

  /** Has one fetched if there is none; that one is there for a later attempt. */
  @Override
  public Received<T> tryReceive() {
    want();
    return noted(super.tryReceive());
  }

  @Override
  public CompletableFuture<Received<T>> receiveAsync() {
    synchronized (this) {
      futures++;
    }
    CompletableFuture<Received<T>> future = super.receiveAsync();
    future.whenComplete((received, failure) -> futureOver(received));
    wantForFutures();
    return future;
  }

  /** Somebody selects: one is fetched for that. */
  @Override
  public Channel<T> source() {
    want();
    return super.source();
  }

  @Override
  public void cancel() {
    super.source().cancel();
    link.send(frame(FrameType.CANCEL));
  }

  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private @Nullable T next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          next = nextOrNull();
        }
        return next != null;
      }

      @Override
      public T next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        T value = next;
        next = null;
        return value;
      }
    };
  }

  /** The runtime has sent a value. */
  @SuppressWarnings("unchecked") // as the channel is declared
  void arrived(Object value) {
    long number;
    synchronized (this) {
      number = ++arrived;
    }
    super.source().sendAsync((T) value).whenComplete((sent, closed) -> taken(number));
  }

  /** There will be no more; nobody waits to send one. */
  void ended(Optional<Throwable> failure) {
    failure.ifPresentOrElse(super.source()::fail, super.source()::close);
  }

  private @Nullable T nextOrNull() {
    try {
      return receive();
    } catch (ChannelClosedException end) {
      if (end.getCause() != null) {
        throw end;
      }
      return null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ReceiveInterruptedException(interrupted);
    }
  }

  private void want() {
    synchronized (this) {
      if (asked > taken || super.source().isClosed()) {
        return;
      }
      asked++;
    }
    link.send(frame(FrameType.WANT));
  }

  private Received<T> noted(Received<T> received) {
    if (received instanceof Received.Value<T>) {
      taken(lastArrived());
      wantForFutures();
    }
    return received;
  }

  private synchronized long lastArrived() {
    return arrived;
  }

  private synchronized void taken(long number) {
    taken = Math.max(taken, number);
  }

  private void futureOver(@Nullable Received<T> received) {
    synchronized (this) {
      futures--;
    }
    if (received != null) {
      noted(received);
    } else {
      wantForFutures();
    }
  }

  private void wantForFutures() {
    synchronized (this) {
      if (futures == 0) {
        return;
      }
    }
    want();
  }

  private FrameBuilder frame(int type) {
    FrameBuilder frame = new FrameBuilder(type, SHORT);
    address.write(frame);
    return frame;
  }
}
