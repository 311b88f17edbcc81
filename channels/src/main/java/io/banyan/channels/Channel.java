package io.banyan.channels;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Hands values from any number of senders to any number of receivers, each value to exactly one,
 * first come, first served on both sides. Without a buffer a sender waits until a receiver has
 * taken its value (a rendezvous); with one it waits only while the buffer is full.
 *
 * <pre>{@code
 * Channel<Integer> channel = Channel.create(10);
 * channel.send(1);
 * channel.close();
 * for (int value : channel) { … }
 * }</pre>
 *
 * <p>No thread belongs to a channel, and one that nobody refers to is garbage whether it was closed
 * or not. All methods may be called by any thread at any time.
 */
public sealed interface Channel<T> extends SendChannel<T>, ReceiveChannel<T>
    permits BoundedChannel {

  /** A channel without a buffer: sender and receiver meet. */
  static <T> Channel<T> create() {
    return create(0);
  }

  /**
   * A channel with room for so many values that nobody has received yet; none (0) makes a
   * rendezvous.
   *
   * @throws IllegalArgumentException when the number is negative
   */
  static <T> Channel<T> create(int buffer) {
    return new BoundedChannel<>(buffer);
  }

  /**
   * Waits until one of the channels has a value, and takes exactly that one. When several have one,
   * each of these channels is as likely. A channel that is closed and drained takes no part. {@link
   * Select} does more: sends, different types, the end of a single channel.
   *
   * @throws ChannelClosedException when all of the channels are closed and drained; its cause is a
   *     failure that one of them was closed with, if there was one
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> Selected<T> select(ReceiveChannel<? extends T>... channels)
      throws InterruptedException {
    return Select.<T>among(List.of(channels)).await();
  }

  /**
   * Takes one value as {@link #select(ReceiveChannel...)} does, but waits no longer than the
   * timeout; zero or less does not wait at all. Empty when there was no value in time.
   *
   * @throws ChannelClosedException when all of the channels are closed and drained
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> Optional<Selected<T>> select(Duration timeout, ReceiveChannel<? extends T>... channels)
      throws InterruptedException {
    return Select.<T>among(List.of(channels)).await(timeout);
  }

  /**
   * Takes one value as {@link #select(ReceiveChannel...)} does, without keeping a thread. The
   * future fails with {@link ChannelClosedException} when all of the channels are closed and
   * drained; to withdraw it is as for {@link #receiveAsync}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static <T> CompletableFuture<Selected<T>> selectAsync(ReceiveChannel<? extends T>... channels) {
    return Select.<T>among(List.of(channels)).async();
  }

  /** Whether nothing can be sent any more; there may still be values to receive. */
  boolean isClosed();
}
