package io.banyan.pool.function;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeOperations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs them as temporary children of a supervisor, which are seen and steered like any others. */
record TreeLauncher(TreeOperations tree, ChildPath supervisor) implements Launcher {

  @Override
  public ChildPath path(String id) {
    return supervisor.child(id);
  }

  @Override
  public void launch(Seat seat, Consumer<String> refused) {
    ChildSpec child =
        ChildSpec.of(seat.id(), ProcessChild.task(seat.process()))
            .withRestart(RestartPolicy.of(RestartType.TEMPORARY));
    tree.add(supervisor, child, true)
        .thenAccept(result -> reason(result).ifPresent(refused))
        .exceptionally(
            failure -> {
              refused.accept(failure.toString());
              return null;
            });
  }

  @Override
  public void stop(String id, Optional<Duration> grace) {
    tree.stop(path(id), grace);
  }

  @Override
  public void kill(String id) {
    tree.kill(path(id), Signal.KILL);
  }

  /** One that was launched has told so before, and what came of it then is known from there. */
  private Optional<String> reason(OperationResult result) {
    if (result instanceof OperationResult.Failed failed) {
      return Optional.of(failed.reason());
    }
    if (result instanceof OperationResult.Refused refused) {
      return Optional.of(refused.why().toString());
    }
    return result instanceof OperationResult.NotFound
        ? Optional.of("there is no supervisor " + supervisor)
        : Optional.empty();
  }
}
