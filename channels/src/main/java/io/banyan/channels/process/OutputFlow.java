package io.banyan.channels.process;

import io.banyan.channels.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Hands values to a channel, one after the other, and holds back who brings them while there are
 * any left. Safe from any thread.
 */
final class OutputFlow<T> {

  private final Channel<T> values;
  private final Runnable detach;
  // Guarded by this.
  private final Deque<T> left = new ArrayDeque<>();
  private Runnable resume = OutputFlow::nothing;
  private boolean sending;
  private boolean over;
  private Optional<Throwable> failure = Optional.empty();

  OutputFlow(Channel<T> values, Runnable detach) {
    this.values = values;
    this.detach = detach;
  }

  /** Takes a value; it is handed over by {@link #goOn}. */
  synchronized void add(T value) {
    if (!over) {
      left.addLast(value);
    }
  }

  /**
   * Hands over what can be.
   *
   * @param whenEmpty run once when nothing is left, unless nothing is left now
   * @return whether nothing is left
   */
  boolean goOn(Runnable whenEmpty) {
    drain();
    synchronized (this) {
      if (left.isEmpty() && !sending) {
        return true;
      }
      resume = whenEmpty;
      return false;
    }
  }

  /**
   * Nothing more comes: the channel is closed after what is left, and the stream is let go.
   *
   * @param cause why, if something is wrong
   */
  void end(Optional<Throwable> cause) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      failure = cause;
    }
    detach.run();
    drain();
  }

  private static void nothing() {}

  private void drain() {
    Optional<T> next = next();
    while (next.isPresent()) {
      CompletableFuture<Void> sent = values.sendAsync(next.get());
      if (!sent.isDone()) {
        sent.whenComplete((done, refused) -> goOnAfter(refused != null));
        return;
      }
      sent(sent.isCompletedExceptionally());
      next = next();
    }
    finish();
  }

  private void goOnAfter(boolean refused) {
    sent(refused);
    drain();
  }

  private synchronized Optional<T> next() {
    if (sending || left.isEmpty()) {
      return Optional.empty();
    }
    sending = true;
    return Optional.of(left.removeFirst());
  }

  /** Whoever received has gone, if a value was refused: the rest is for nobody. */
  private void sent(boolean refused) {
    synchronized (this) {
      sending = false;
      if (!refused) {
        return;
      }
      over = true;
      left.clear();
    }
    detach.run();
  }

  /** Called by whoever finds nothing more to do, perhaps while another hands over the last. */
  private void finish() {
    Runnable resumed;
    boolean closing;
    Optional<Throwable> cause;
    synchronized (this) {
      if (sending || !left.isEmpty()) {
        return;
      }
      resumed = resume;
      resume = OutputFlow::nothing;
      closing = over;
      cause = failure;
    }
    if (closing) {
      cause.ifPresentOrElse(values::fail, values::close);
    }
    resumed.run();
  }
}
