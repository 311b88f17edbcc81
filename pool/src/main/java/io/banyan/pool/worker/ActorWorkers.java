package io.banyan.pool.worker;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.tree.Surroundings;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Workers that are actors of this JVM.
 *
 * @param behavior makes the behavior of each worker
 * @param props its dispatcher
 */
record ActorWorkers<T, R>(Supplier<Behavior<Job<T, R>>> behavior, Props props)
    implements Workers<T, R> {

  /** Each has a thread of its own, which may block. */
  static <T, R> ActorWorkers<T, R> of(TaskFunction<T, R> function) {
    return new ActorWorkers<>(
        () ->
            Behaviors.receiveMessage(
                job -> {
                  job.run(function);
                  return Behaviors.same();
                }),
        DispatcherSelector.fromConfig("banyan.pool.function-dispatcher"));
  }

  @Override
  public Optional<ChildDefinition> template() {
    return Optional.of(definition());
  }

  @Override
  public Shutdown shutdown() {
    return definition().shutdown();
  }

  private ActorDefinition<Job<T, R>> definition() {
    @SuppressWarnings("unchecked")
    Class<Job<T, R>> type = (Class<Job<T, R>>) (Class<?>) Job.class;
    return ActorDefinition.of(behavior).withProps(props).accepting(type);
  }

  @Override
  public Links<T, R> open(Surroundings here, ActorSystem<?> system) {
    return new Links<>() {
      @Override
      public WorkerLink<T, R> to(ChildPath worker) {
        return new Link<>(here, worker);
      }

      @Override
      public void close() {}
    };
  }

  private static final class Link<T, R> implements WorkerLink<T, R> {

    private final Surroundings here;
    private final ChildPath path;
    private @Nullable ActorRef<Job<T, R>> worker;
    private @Nullable Job<T, R> job;

    Link(Surroundings here, ChildPath path) {
      this.here = here;
      this.path = path;
    }

    @Override
    public void run(T task, Consumer<Answer<R>> answer) {
      ActorRef<Job<T, R>> known = worker();
      if (known == null) {
        answer.accept(new Answer.NotGiven<>("it is not there any more"));
      } else {
        Job<T, R> given = new Job<>(task, answer);
        job = given;
        known.tell(given);
      }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private @Nullable ActorRef<Job<T, R>> worker() {
      if (worker == null) {
        Optional<ActorRef<Job>> ref = here.tree().bonds().ref(path, Job.class);
        worker = (ActorRef) ref.orElse(null);
      }
      return worker;
    }

    @Override
    public void interrupt() {
      if (job != null) {
        job.interrupt();
      }
    }

    @Override
    public void close() {}
  }
}
