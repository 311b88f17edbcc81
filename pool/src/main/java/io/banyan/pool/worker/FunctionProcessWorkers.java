package io.banyan.pool.worker;

import io.banyan.pool.function.CallResult;
import io.banyan.pool.function.FunctionCall;
import io.banyan.pool.function.FunctionProcesses;
import io.banyan.pool.function.FunctionResult;
import io.banyan.pool.function.FunctionSeat;
import io.banyan.pool.function.FunctionWorker;
import io.banyan.pool.function.call.Call1;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.tree.Surroundings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/**
 * Workers that are JVMs of their own, each of which runs the same function again and again.
 *
 * @param functions of the runtime that the tree lives in
 * @param function what is done with each task; goes over as a copy, as tasks and results do
 */
record FunctionProcessWorkers<T, R>(FunctionProcesses functions, Call1<T, R> function)
    implements Workers<T, R> {

  // Each process has a limit of its own; this is how long the pool waits for all of them.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public Optional<ChildDefinition> template() {
    return Optional.empty();
  }

  @Override
  public Shutdown shutdown() {
    return Shutdown.within(LIMIT);
  }

  @Override
  public Links<T, R> open(Surroundings here, ActorSystem<?> system) {
    return new Links<>() {
      @Override
      public WorkerLink<T, R> to(ChildPath worker) {
        return Link.open(functions, worker.id(), function);
      }

      @Override
      public void close() {}
    };
  }

  /** A task may be given before the process has reported: it is kept until then. */
  private static final class Link<T, R> implements WorkerLink<T, R> {

    private final Call1<T, R> function;
    private @Nullable FunctionSeat seat;
    private @Nullable FunctionWorker worker;
    private @Nullable Runnable kept;

    private Link(Call1<T, R> function) {
      this.function = function;
    }

    static <T, R> Link<T, R> open(FunctionProcesses functions, String id, Call1<T, R> function) {
      Link<T, R> link = new Link<>(function);
      link.seat = functions.seat(id, link::reported);
      return link;
    }

    private void reported(FunctionWorker there) {
      Runnable next;
      synchronized (this) {
        worker = there;
        next = kept;
        kept = null;
      }
      if (next != null) {
        next.run();
      }
    }

    @Override
    public Optional<ChildDefinition> definition() {
      return Optional.ofNullable(seat)
          .map(place -> ChildDefinition.ProcessChild.daemon(place.process()));
    }

    @Override
    public void run(T task, Consumer<Answer<R>> answer) {
      FunctionWorker there;
      synchronized (this) {
        there = worker;
        if (there == null) {
          kept = () -> run(task, answer);
          return;
        }
      }
      try {
        there
            .call(FunctionCall.of(function, task))
            .thenAccept(result -> answer.accept(answer(result)));
      } catch (IllegalArgumentException notSent) {
        answer.accept(Answer.failed(notSent));
      }
    }

    /** A function that returns null has that for its result. */
    @SuppressWarnings("NullAway")
    private static <R> Answer<R> answer(CallResult<R> result) {
      if (result instanceof FunctionResult.Returned<R> returned) {
        return new Answer.Done<>(returned.value());
      } else if (result instanceof FunctionResult.Threw<R> threw) {
        return Answer.failed(threw.error());
      } else if (result instanceof FunctionResult.NotTransferred<R> not) {
        return new Answer.Failed<>(not.description(), Optional.empty());
      }
      return new Answer.Lost<>(((CallResult.Lost<R>) result).message());
    }

    @Override
    public void close() {
      if (seat != null) {
        seat.close();
      }
    }
  }
}
