package io.banyan.supervision.tree;

import io.banyan.supervision.link.Down;
import java.util.concurrent.CompletionStage;

/** One monitor of one incarnation. Safe from any thread. */
@FunctionalInterface
public interface Monitor {

  /**
   * Withdraws it.
   *
   * @return false when the answer was given before; an actor may still have it in its mailbox
   */
  boolean demonitor();

  /**
   * The monitor of a program that is no actor.
   *
   * @param down completes once, when the incarnation has ended; never exceptionally. Whoever
   *     completes or cancels it himself, such as by a time limit, withdraws the monitor
   * @param monitor withdraws it
   */
  record Staged(CompletionStage<Down> down, Monitor monitor) implements Monitor {
    @Override
    public boolean demonitor() {
      return monitor.demonitor();
    }
  }
}
