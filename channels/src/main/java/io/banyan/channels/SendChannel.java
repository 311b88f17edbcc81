package io.banyan.channels;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a channel that values are put into. Any number of threads may send at once; the values
 * of each of them arrive in its order. After {@link #close} or {@link #fail} nothing can be sent,
 * and what was sent before can still be received.
 *
 * <p>A value is either sent as a whole or not at all: when a method ends with an exception, a false
 * or a cancelled future, nobody will ever receive the value. No method accepts {@code null}.
 *
 * <p>Implementations other than {@link Channel} (the input of a process, a channel into another
 * process) say what <em>sent</em> means there.
 */
public interface SendChannel<T> extends AutoCloseable {

  /**
   * Sends a value; waits until there is room for it or, without a buffer, until a receiver has
   * taken it. What can be done at once is done even if the thread is interrupted.
   *
   * @throws ChannelClosedException when the channel is closed, also while this waits
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  void send(T value) throws InterruptedException;

  /**
   * Sends a value as {@link #send(Object)} does, but waits no longer than the timeout; zero or less
   * does not wait at all.
   *
   * @return whether it was sent
   * @throws ChannelClosedException when the channel is closed, also while this waits
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  boolean send(T value, Duration timeout) throws InterruptedException;

  /**
   * Sends a value if that is possible at once: there is room or, without a buffer, a receiver
   * waits. Never blocks.
   *
   * @return whether it was sent
   * @throws ChannelClosedException when the channel is closed
   */
  boolean trySend(T value);

  /**
   * Sends a value without keeping a thread. The future completes when {@link #send} would return,
   * and fails with {@link ChannelClosedException} when that would. Sends of one thread keep their
   * order, whether it waits for the futures or not.
   *
   * <p>{@code cancel}, {@code orTimeout} and {@code complete} on this very future (not on one that
   * depends on it) withdraw the value: they return true, and it is never received, or they come too
   * late. Dependent stages run in the thread of the receiver unless they are asynchronous.
   */
  CompletableFuture<Void> sendAsync(T value);

  /**
   * Says that nothing more will be sent. Values in the buffer can still be received; those of
   * senders that still wait are not sent, and these senders are told. Does nothing when the channel
   * is closed already. Never blocks.
   */
  @Override
  void close();

  /**
   * Closes as {@link #close} does, but for a reason that receivers are told after the last value.
   * Does nothing when the channel is closed already. Never blocks.
   */
  void fail(Throwable cause);
}
