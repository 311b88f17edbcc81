package io.banyan.channels.actor;

import io.banyan.channels.Received;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * How values of a channel reach an actor.
 *
 * @param target who gets them
 * @param window how many values it may have that it has not acknowledged, at least 1
 * @param value makes a message of a value and of the one to acknowledge it to
 * @param end makes a message of the end of the channel
 */
public record Delivery<T, M>(
    ActorRef<M> target,
    int window,
    BiFunction<? super T, ActorRef<ChannelFeed.Ack>, ? extends M> value,
    Function<? super Received.End<T>, ? extends M> end) {

  public Delivery {
    if (window < 1) {
      throw new IllegalArgumentException("window: at least 1, not " + window);
    }
  }
}
