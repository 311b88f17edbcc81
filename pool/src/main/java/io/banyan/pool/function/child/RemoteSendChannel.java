package io.banyan.pool.function.child;

import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.SendChannel;
import io.banyan.pool.function.wire.Failure;
import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameType;
import io.banyan.pool.function.wire.Outcomes;
import io.banyan.pool.function.wire.ValueOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sending end of a channel of the runtime. A value has been sent when the channel itself has
 * taken it, so its buffer and its receivers hold back whoever sends here, too. To give up takes one
 * more question, because the value may be received at that moment.
 */
final class RemoteSendChannel<T> implements SendChannel<T> {

  private static final int SHORT = 64;
  private static final int LONG = 1024 * 1024;

  private final RemoteChannels.Address address;
  private final ParentLink link;
  private final int longestValue;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, Sending> sendings = new ConcurrentHashMap<>();

  RemoteSendChannel(RemoteChannels.Address address, ParentLink link, int longestValue) {
    this.address = address;
    this.link = link;
    this.longestValue = longestValue;
  }

  @Override
  public void send(T value) throws InterruptedException {
    Sending sending = begin(value, false);
    try {
      settled(sending.outcome.get());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException interrupted) {
      if (!sending.withdraw()) {
        Thread.currentThread().interrupt();
        return;
      }
      throw interrupted;
    }
  }

  @Override
  public boolean send(T value, Duration timeout) throws InterruptedException {
    Sending sending = begin(value, timeout.isZero() || timeout.isNegative());
    try {
      return settled(sending.outcome.get(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return !sending.withdraw();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException interrupted) {
      if (!sending.withdraw()) {
        Thread.currentThread().interrupt();
        return true;
      }
      throw interrupted;
    }
  }

  /** Asks the runtime, and waits for its answer. */
  @Override
  public boolean trySend(T value) {
    return settled(begin(value, true).outcome.join());
  }

  @Override
  public CompletableFuture<Void> sendAsync(T value) {
    return begin(value, false).future();
  }

  @Override
  public void close() {
    FrameBuilder frame = frame(FrameType.CLOSE, SHORT);
    write(() -> frame.data().writeBoolean(false));
    link.send(frame);
  }

  @Override
  public void fail(Throwable cause) {
    FrameBuilder frame = frame(FrameType.CLOSE, Integer.MAX_VALUE / 2);
    write(
        () -> {
          frame.data().writeBoolean(true);
          Failure.of(cause).write(frame.data());
        });
    link.send(frame);
  }

  /** The runtime tells what came of a value. */
  void told(int number, int outcome, String words) {
    Sending sending = sendings.remove(number);
    if (sending != null) {
      sending.outcome.complete(new Told(outcome, words));
    }
  }

  private Sending begin(T value, boolean atOnce) {
    Objects.requireNonNull(value, "value");
    int number = last.incrementAndGet();
    FrameBuilder frame = frame(FrameType.SEND, longestValue);
    write(
        () -> {
          frame.data().writeInt(number);
          frame.data().writeBoolean(atOnce);
          ValueOutput.write(frame.data(), value, new HashSet<>());
        });
    Sending sending = new Sending(number);
    sendings.put(number, sending);
    link.send(frame);
    return sending;
  }

  private static boolean settled(Told told) {
    switch (told.outcome()) {
      case Outcomes.SENT:
        return true;
      case Outcomes.WITHDRAWN:
        return false;
      case Outcomes.CLOSED:
        throw new ChannelClosedException(told.words(), Optional.empty());
      default:
        throw new IllegalArgumentException(told.words());
    }
  }

  private FrameBuilder frame(int type, int limit) {
    FrameBuilder frame = new FrameBuilder(type, limit);
    address.write(frame);
    return frame;
  }

  private static void write(Part part) {
    try {
      part.write();
    } catch (IOException unserializable) {
      throw new IllegalArgumentException("it cannot be sent: " + unserializable, unserializable);
    }
  }

  private interface Part {
    void write() throws IOException;
  }

  private record Told(int outcome, String words) {}

  /** A value on its way. */
  private final class Sending {

    private final int number;
    private final CompletableFuture<Told> outcome = new CompletableFuture<>();

    Sending(int number) {
      this.number = number;
    }

    /** Takes the value back; false when it was sent. */
    boolean withdraw() {
      FrameBuilder frame = frame(FrameType.WITHDRAW, LONG);
      RemoteSendChannel.write(() -> frame.data().writeInt(number));
      link.send(frame);
      return !settled(outcome.join());
    }

    CompletableFuture<Void> future() {
      CompletableFuture<Void> future =
          new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
              return !isDone() && withdraw() && super.cancel(mayInterrupt);
            }
          };
      outcome.thenAccept(told -> finish(future, told));
      return future;
    }

    private void finish(CompletableFuture<Void> future, Told told) {
      try {
        if (settled(told)) {
          future.complete(null);
        } else {
          future.completeExceptionally(new CancellationException());
        }
      } catch (RuntimeException failure) {
        future.completeExceptionally(failure);
      }
    }
  }
}
