package io.banyan.channels.actor;

import io.banyan.channels.ChannelClosedException;
import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.Received;
import io.banyan.channels.SendChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * Single sends and receives of an actor: it never blocks, and is told in a message. An actor that
 * goes on only when it was told that its value was sent is slowed down by the channel.
 */
public final class ActorChannels {

  private ActorChannels() {}

  /**
   * Sends a value; the actor gets the message that the function makes of the outcome. To be called
   * by the actor itself. Several sends to one channel keep their order.
   *
   * @return to withdraw the value, by {@code cancel} or {@code orTimeout}
   */
  public static <T, M> CompletableFuture<Void> send(
      ActorContext<M> context,
      SendChannel<T> channel,
      T value,
      Function<? super Sending<T>, ? extends M> message) {
    CompletableFuture<Void> send = channel.sendAsync(value);
    context.pipeToSelf(send, (nothing, failure) -> message.apply(outcome(value, failure)));
    return send;
  }

  private static <T> Sending<T> outcome(T value, @Nullable Throwable failure) {
    if (failure == null) {
      return new Sending.Sent<>(value);
    }
    return failure instanceof ChannelClosedException closed
        ? new Sending.Refused<>(value, closed)
        : new Sending.Withdrawn<>(value);
  }

  /**
   * Takes one value; the actor gets the message that the function makes of it or of the end, and of
   * {@link Received.Empty} when it was withdrawn. To be called by the actor itself. An actor that
   * stops cancels the future first, or the value ends in the dead letters.
   *
   * @return to withdraw the wish, by {@code cancel} or {@code orTimeout}
   */
  public static <T, M> CompletableFuture<Received<T>> receive(
      ActorContext<M> context,
      ReceiveChannel<T> channel,
      Function<? super Received<T>, ? extends M> message) {
    CompletableFuture<Received<T>> receive = channel.receiveAsync();
    context.pipeToSelf(
        receive,
        (received, failure) -> message.apply(failure == null ? received : new Received.Empty<>()));
    return receive;
  }
}
