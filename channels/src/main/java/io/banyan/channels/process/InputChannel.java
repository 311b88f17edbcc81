package io.banyan.channels.process;

import io.banyan.channels.Channel;
import io.banyan.channels.SendChannel;
import io.banyan.channels.exchange.framing.Framing;
import io.banyan.runtime.attachment.Attachments;
import io.banyan.runtime.attachment.StandardStream;
import io.banyan.runtime.event.ChildPath;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The sending end of the input of a process. */
record InputChannel<T>(Channel<ByteBuffer> frames, Framing<T> framing) implements SendChannel<T> {

  static <T> SendChannel<T> open(Attachments attachments, ChildPath child, Framing<T> framing) {
    Channel<ByteBuffer> frames = Channel.create();
    Detaching detaching = new Detaching();
    detaching.attached(
        attachments.attach(
            child,
            Set.of(StandardStream.STDIN),
            life -> new InputSession(life, frames, detaching)));
    return new InputChannel<>(frames, framing);
  }

  @Override
  public void send(T value) throws InterruptedException {
    frames.send(framing.encode(value));
  }

  @Override
  public boolean send(T value, Duration timeout) throws InterruptedException {
    return frames.send(framing.encode(value), timeout);
  }

  @Override
  public boolean trySend(T value) {
    return frames.trySend(framing.encode(value));
  }

  @Override
  public CompletableFuture<Void> sendAsync(T value) {
    return frames.sendAsync(framing.encode(value));
  }

  @Override
  public void close() {
    frames.close();
  }

  @Override
  public void fail(Throwable cause) {
    frames.fail(cause);
  }
}
