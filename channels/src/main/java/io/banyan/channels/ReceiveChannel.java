package io.banyan.channels;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a channel that values are taken from. Any number of threads may receive at once; each
 * value goes to exactly one of them. After the channel was closed the values that are left are
 * received, then its {@linkplain Received.End end}.
 *
 * <p>A value is taken only by who returns it: when a method ends with an exception, a timeout or a
 * cancelled future, the value is still there for others.
 *
 * <p>Others than {@link Channel} implement this by extending {@link ForwardingReceiveChannel}.
 */
public interface ReceiveChannel<T> extends Iterable<T> {

  /**
   * Takes the next value; waits until there is one. What can be done at once is done even if the
   * thread is interrupted.
   *
   * @throws ChannelClosedException at the end; its cause is the failure of the sender, if there was
   *     one
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  T receive() throws InterruptedException;

  /**
   * Takes the next value, but waits no longer than the timeout; zero or less does not wait at all.
   *
   * @return the value, {@link Received.Empty} when none came in time, or the end
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  Received<T> receive(Duration timeout) throws InterruptedException;

  /** Takes a value if there is one. Never blocks. */
  Received<T> tryReceive();

  /**
   * Takes the next value without keeping a thread. The future completes with a value or the end.
   *
   * <p>{@code cancel}, {@code orTimeout} and {@code complete} on this very future (not on one that
   * depends on it) withdraw the wish: they return true, and no value is taken, or they come too
   * late, and the future has the value. Dependent stages run in the thread of the sender unless
   * they are asynchronous.
   */
  CompletableFuture<Received<T>> receiveAsync();

  /**
   * Says that nobody wants the values any more: those in the buffer are discarded, senders are told
   * that the channel is closed, and receivers get the end. Does nothing after the end. Never
   * blocks.
   */
  void cancel();

  /**
   * The channel of this JVM that the values come out of: where {@link Channel#select} waits. A
   * {@link Channel} is its own.
   */
  Channel<T> source();

  /**
   * The values until the end, for {@code for (var value : channel)}. {@code hasNext} waits for the
   * next value and takes it; several iterators share the values between them. At the end of a
   * failed channel it throws {@link ChannelClosedException} with the failure as cause; when the
   * thread is interrupted while it waits, {@link ReceiveInterruptedException}.
   */
  @Override
  Iterator<T> iterator();
}
