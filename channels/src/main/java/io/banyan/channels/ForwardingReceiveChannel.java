package io.banyan.channels;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/**
 * A receiving end in front of a channel that somebody else fills: the output of a process, another
 * process. To be extended by those who have to do something more when {@link #cancel} is called.
 */
public abstract class ForwardingReceiveChannel<T> implements ReceiveChannel<T> {

  private final Channel<T> source;

  /** An end that takes its values from this channel. */
  protected ForwardingReceiveChannel(Channel<T> source) {
    this.source = source;
  }

  @Override
  public T receive() throws InterruptedException {
    return source.receive();
  }

  @Override
  public Received<T> receive(Duration timeout) throws InterruptedException {
    return source.receive(timeout);
  }

  @Override
  public Received<T> tryReceive() {
    return source.tryReceive();
  }

  @Override
  public CompletableFuture<Received<T>> receiveAsync() {
    return source.receiveAsync();
  }

  @Override
  public void cancel() {
    source.cancel();
  }

  @Override
  public Channel<T> source() {
    return source;
  }

  @Override
  public Iterator<T> iterator() {
    return source.iterator();
  }
}
