package io.banyan.runtime.subscription;

import io.banyan.runtime.event.EventBuffer;
import io.banyan.runtime.event.EventFilter;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.EventNotice;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Facts for an actor, as fast as it takes them: it is told some, and the next only after it has
 * asked for {@link Next}. What comes meanwhile waits in a bounded buffer; what finds no place there
 * is left out, and told as {@link EventNotice.Missed} in its place.
 *
 * <p>Spawn it as a child of the actor that wants to hear, so that it ends with that:
 *
 * <pre>{@code
 * ActorRef<EventRelay.Events> me = context.messageAdapter(EventRelay.Events.class, Heard::new);
 * context.spawn(EventRelay.create(hub, EventFilter.all(), 1000, me), "facts");
 * }</pre>
 *
 * It hears every fact that is published after it has told its first {@link Events}, which has no
 * notices and comes at once.
 */
public final class EventRelay extends AbstractBehavior<EventRelay.Command> {

  /** What the relay can be told. */
  public sealed interface Command {}

  /** The last events are done with: some more. */
  public enum Next implements Command {
    NEXT
  }

  private enum Internal implements Command {
    NEWS
  }

  /**
   * Some facts, in order.
   *
   * @param next to be told {@link Next#NEXT} when they are done with
   */
  public record Events(List<EventNotice> notices, ActorRef<Command> next) {
    public Events {
      notices = List.copyOf(notices);
    }

    /** They are done with. */
    public void done() {
      next.tell(Next.NEXT);
    }
  }

  private static final int BATCH = 256;

  private final EventBuffer buffer;
  private final ActorRef<Events> subscriber;
  private final EventHub.Subscription subscription;
  private final AtomicBoolean newsTold = new AtomicBoolean();
  private boolean asked;

  /**
   * A behavior that relays.
   *
   * @param capacity how many facts may wait, at least 1
   * @param subscriber told them
   */
  public static Behavior<Command> create(
      EventHub hub, EventFilter filter, int capacity, ActorRef<Events> subscriber) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(EventRelay.class);
          return new EventRelay(context, hub, filter, hub.buffer(capacity), subscriber);
        });
  }

  private EventRelay(
      ActorContext<Command> context,
      EventHub hub,
      EventFilter filter,
      EventBuffer buffer,
      ActorRef<Events> subscriber) {
    super(context);
    this.buffer = buffer;
    this.subscriber = subscriber;
    ActorRef<Command> me = context.getSelf();
    this.subscription =
        hub.subscribe(
            recorded -> {
              if (filter.matches(recorded.event())) {
                buffer.add(recorded);
                // Not one message a fact: the mailbox has no bounds.
                if (newsTold.compareAndSet(false, true)) {
                  me.tell(Internal.NEWS);
                }
              }
            });
    subscriber.tell(new Events(List.of(), me));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Next.class, next -> onNext())
        .onMessage(Internal.class, news -> onNews())
        .onSignal(PostStop.class, stopped -> onPostStop())
        .build();
  }

  private Behavior<Command> onNext() {
    asked = true;
    return relay();
  }

  private Behavior<Command> onNews() {
    newsTold.set(false);
    return relay();
  }

  private Behavior<Command> relay() {
    if (asked) {
      List<EventNotice> notices = buffer.take(BATCH);
      if (!notices.isEmpty()) {
        asked = false;
        subscriber.tell(new Events(notices, getContext().getSelf()));
      }
    }
    return this;
  }

  private Behavior<Command> onPostStop() {
    subscription.close();
    return this;
  }
}
