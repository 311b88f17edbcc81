package io.banyan.samples.embedding;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** An ordinary actor that counts what it sold: it knows nothing of who supervises it. */
final class Till {

  sealed interface Command {}

  /** Answered with all that this incarnation has sold. */
  record Sell(int items, ActorRef<Integer> replyTo) implements Command {}

  /** Asks it to end. */
  enum Close implements Command {
    CLOSE
  }

  private Till() {}

  static Behavior<Command> create() {
    return having(0);
  }

  private static Behavior<Command> having(int sold) {
    return Behaviors.receive(Command.class)
        .onMessage(
            Sell.class,
            sell -> {
              sell.replyTo().tell(sold + sell.items());
              return having(sold + sell.items());
            })
        .onMessageEquals(Close.CLOSE, Behaviors::stopped)
        .build();
  }
}
