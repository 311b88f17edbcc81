package io.banyan.channels;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The values of a channel until its end. Of one thread. */
final class ChannelIterator<T> implements Iterator<T> {

  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private final ReceiveChannel<T> channel;
  private @Nullable Received<T> ahead;

  ChannelIterator(ReceiveChannel<T> channel) {
    this.channel = channel;
  }

  @Override
  public boolean hasNext() {
    if (!(ahead() instanceof Received.End<T> end)) {
      return true;
    }
    if (end.cause().isPresent()) {
      throw new ChannelClosedException("the channel has failed", end.cause());
    }
    return false;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the channel is at its end");
    }
    T value = ahead().asOptional().orElseThrow();
    ahead = null;
    return value;
  }

  private Received<T> ahead() {
    Received<T> known = ahead;
    if (known == null) {
      try {
        known = channel.receive(FOREVER);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ReceiveInterruptedException(e);
      }
      ahead = known;
    }
    return known;
  }
}
