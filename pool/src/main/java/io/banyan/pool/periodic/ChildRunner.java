package io.banyan.pool.periodic;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.supervision.link.Attempt;
import io.banyan.supervision.link.Down;
import io.banyan.supervision.registry.Departure;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Starts a child of the tree, and waits for its end.
 *
 * @param downs told of its end, which comes as {@link PeriodicTask.ChildDown}
 */
record ChildRunner(SupervisionTree tree, ChildPath child, ActorRef<Down> downs) implements Runner {

  @Override
  public Running start(String name, Consumer<Optional<String>> ended) {
    tree.start(child).thenAccept(result -> started(result, ended));
    return this::end;
  }

  @Override
  public Optional<Running> alreadyRunning(Consumer<Optional<String>> ended) {
    if (!(tree.bonds().tryAwait(child) instanceof Attempt.StillAlive)) {
      return Optional.empty();
    }
    awaitEnd();
    return Optional.of(this::end);
  }

  @Override
  public boolean endsWithSchedule() {
    return false;
  }

  private void end() {
    tree.stop(child, Optional.empty());
  }

  /** A task may have ended, one way or the other, before it is told that it was started. */
  private void started(OperationResult result, Consumer<Optional<String>> ended) {
    if (result instanceof OperationResult.NotFound) {
      ended.accept(Optional.of("there is no child " + child));
    } else if (result instanceof OperationResult.Refused refused) {
      ended.accept(Optional.of("it could not be started: " + refused.why()));
    } else if (result instanceof OperationResult.Failed failed) {
      ended.accept(Optional.of(failed.reason()));
    } else {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    tree.bonds().monitor(child, downs);
  }

  /** Why a run was no success that ended so. */
  static Optional<String> failure(Down down) {
    if (down instanceof Down.Ended gone) {
      return failure(gone.departure());
    }
    return down instanceof Down.AlreadyGone gone
        ? gone.last().map(ChildRunner::failure).orElse(Optional.of("it was never started"))
        : Optional.of("there is no such child any more");
  }

  private static Optional<String> failure(Departure gone) {
    return switch (gone.outcome()) {
      case EXITED -> Optional.empty();
      case STOPPED -> Optional.of("it was stopped");
      case KILLED -> Optional.of("it was killed");
      case FAILED -> gone.reason().map(CrashReason::description).or(() -> Optional.of("it failed"));
    };
  }
}
