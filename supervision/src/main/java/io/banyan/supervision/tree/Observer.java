package io.banyan.supervision.tree;

import io.banyan.supervision.link.Down;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;

/** Somebody who monitors. */
sealed interface Observer {

  /** How it is called in the graph. */
  String name();

  void tell(Down down);

  /** An actor. */
  record ByActor(ActorRef<Down> ref) implements Observer {
    @Override
    public String name() {
      return ref.path().toStringWithoutAddress();
    }

    @Override
    public void tell(Down down) {
      ref.tell(down);
    }
  }

  /** A program. Equal to itself alone. */
  record ByStage(CompletableFuture<Down> stage) implements Observer {
    @Override
    public String name() {
      return "program";
    }

    /** What a program does next is not done in the thread of a child. */
    @Override
    public void tell(Down down) {
      stage.completeAsync(() -> down);
    }
  }
}
