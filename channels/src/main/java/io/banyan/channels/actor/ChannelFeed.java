package io.banyan.channels.actor;

import io.banyan.channels.ReceiveChannel;
import io.banyan.channels.Received;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Feeds an actor with the values of a channel, in their order, and then with its end, after which
 * it stops. Each value is to be acknowledged by an {@link Ack}; so many as the {@linkplain
 * Delivery#window() window} may be under way, and further ones stay in the channel, for others as
 * well.
 *
 * <p>When the actor has ended, the feed stops too and leaves the channel open; values under way
 * share the fate of messages to an actor that has ended. Several feeds may share a channel.
 */
public final class ChannelFeed<T, M> extends AbstractBehavior<ChannelFeed.Command> {

  /** What a feed is told. */
  public sealed interface Command {}

  /** One value is done with. */
  public enum Ack implements Command {
    ACK
  }

  private enum TargetEnded implements Command {
    TARGET_ENDED
  }

  private record Arrived<T>(Received<T> received) implements Command {}

  private final ReceiveChannel<T> channel;
  private final Delivery<T, M> delivery;
  private int room;
  private @Nullable CompletableFuture<Received<T>> awaited;

  /** A feed from this channel. */
  public static <T, M> Behavior<Command> create(
      ReceiveChannel<T> channel, Delivery<T, M> delivery) {
    return Behaviors.setup(context -> new ChannelFeed<>(context, channel, delivery));
  }

  private ChannelFeed(
      ActorContext<Command> context, ReceiveChannel<T> channel, Delivery<T, M> delivery) {
    super(context);
    this.channel = channel;
    this.delivery = delivery;
    this.room = delivery.window();
    context.watchWith(delivery.target(), TargetEnded.TARGET_ENDED);
    await();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Arrived.class, this::onArrived)
        .onMessageEquals(Ack.ACK, this::onAck)
        .onMessageEquals(TargetEnded.TARGET_ENDED, Behaviors::stopped)
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  /** Asks for the next value if there is room for it and it was not asked for yet. */
  private void await() {
    if (awaited == null && room > 0) {
      ActorRef<Command> self = getContext().getSelf();
      CompletableFuture<Received<T>> receive = channel.receiveAsync();
      awaited = receive;
      receive.thenAccept(received -> self.tell(new Arrived<>(received)));
    }
  }

  @SuppressWarnings("unchecked")
  private Behavior<Command> onArrived(Arrived<?> arrived) {
    awaited = null;
    Received<T> received = (Received<T>) arrived.received();
    if (received instanceof Received.End<T> end) {
      delivery.target().tell(delivery.end().apply(end));
      return Behaviors.stopped();
    }
    received.asOptional().ifPresent(this::deliver);
    await();
    return this;
  }

  private void deliver(T value) {
    room--;
    delivery.target().tell(delivery.value().apply(value, getContext().getSelf().narrow()));
  }

  private Behavior<Command> onAck() {
    room = Math.min(room + 1, delivery.window());
    await();
    return this;
  }

  private Behavior<Command> onStop() {
    if (awaited != null) {
      awaited.cancel(false);
    }
    return this;
  }
}
