package io.banyan.cli.up;

import io.banyan.control.http.Schedules;
import io.banyan.pool.periodic.PeriodicTask;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.tree.SupervisionTree;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Steers what is periodic in a tree. */
record TreeSchedules(ActorSystem<?> system, SupervisionTree tree) implements Schedules {

  /** It answers at once, or has just ended. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Override
  public CompletionStage<Optional<String>> steer(ChildPath path, Verb verb) {
    Optional<ActorRef<PeriodicTask.Command>> task;
    try {
      task = tree.bonds().ref(path, PeriodicTask.Command.class);
    } catch (IllegalArgumentException otherActor) {
      return CompletableFuture.completedFuture(Optional.of("it is not periodic"));
    }
    return task.map(ref -> ask(ref, verb))
        .orElseGet(
            () -> CompletableFuture.completedFuture(Optional.of("it is not periodic, or is down")));
  }

  private CompletionStage<Optional<String>> ask(ActorRef<PeriodicTask.Command> task, Verb verb) {
    return AskPattern.<PeriodicTask.Command, PeriodicTask.Answer>ask(
            task,
            replyTo ->
                switch (verb) {
                  case RUN -> new PeriodicTask.RunNow(replyTo);
                  case PAUSE -> new PeriodicTask.Pause(replyTo);
                  case RESUME -> new PeriodicTask.Resume(replyTo);
                },
            LIMIT,
            system.scheduler())
        .handle(
            (answer, failure) ->
                failure != null
                    ? Optional.of("it does not answer")
                    : answer instanceof PeriodicTask.Refused refused
                        ? Optional.of(refused.reason())
                        : Optional.empty());
  }
}
