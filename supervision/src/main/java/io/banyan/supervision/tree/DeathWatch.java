package io.banyan.supervision.tree;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Tells when actors that monitor have ended, so that their monitors do not outlive them. */
final class DeathWatch {

  /** What it can be asked. */
  sealed interface Command {}

  /** Watch this one; again is the same as once. */
  record Watch(Observer.ByActor observer) implements Command {}

  /** Nobody monitors any more. */
  record Close() implements Command {}

  private record Gone(Observer.ByActor observer) implements Command {}

  private final ActorContext<Command> context;
  private final Consumer<Observer> onGone;
  private final Set<Observer.ByActor> watched = new HashSet<>();

  private DeathWatch(ActorContext<Command> context, Consumer<Observer> onGone) {
    this.context = context;
    this.onGone = onGone;
  }

  /**
   * @param onGone told once of each; called in the actor's thread
   */
  static Behavior<Command> create(Consumer<Observer> onGone) {
    return Behaviors.setup(context -> new DeathWatch(context, onGone).watching());
  }

  private Behavior<Command> watching() {
    return Behaviors.receive(Command.class)
        .onMessage(Watch.class, this::onWatch)
        .onMessage(Gone.class, this::onGone)
        .onMessage(Close.class, close -> Behaviors.stopped())
        .build();
  }

  private Behavior<Command> onWatch(Watch message) {
    if (watched.add(message.observer())) {
      context.watchWith(message.observer().ref(), new Gone(message.observer()));
    }
    return Behaviors.same();
  }

  private Behavior<Command> onGone(Gone message) {
    watched.remove(message.observer());
    onGone.accept(message.observer());
    return Behaviors.same();
  }
}
