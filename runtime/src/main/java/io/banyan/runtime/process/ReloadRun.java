package io.banyan.runtime.process;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.DurationText;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Runs the program of {@link ReloadAction.Run} once and tells what came of it, exactly once: also
 * when the process it is for ends meanwhile, and the program with it.
 */
final class ReloadRun {

  private sealed interface Command {}

  private record Ended(Optional<String> failure) implements Command {}

  private enum Timer implements Command {
    LIMIT_REACHED
  }

  private ReloadRun() {}

  /** What is run, as a child of the process's own actor. */
  static Behavior<?> create(
      Subject subject, SideProgram.Task task, ReloadAction.Run run, Consumer<ReloadOutcome> told) {
    CompletableFuture<ReloadOutcome> outcome = new CompletableFuture<>();
    outcome.thenAccept(told);
    return Behaviors.<Command>setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  ActorRef<ManagedProcess.Command> program =
                      context.spawn(
                          SideProgram.create(
                              subject, task, failure -> context.getSelf().tell(new Ended(failure))),
                          "program",
                          DispatcherSelector.sameAsParent());
                  context.watchWith(
                      program, new Ended(Optional.of("its actor failed; see the log")));
                  timers.startSingleTimer(Timer.LIMIT_REACHED, run.limit());
                  return running(program, run, outcome);
                }));
  }

  private static Behavior<Command> running(
      ActorRef<ManagedProcess.Command> program,
      ReloadAction.Run run,
      CompletableFuture<ReloadOutcome> outcome) {
    return Behaviors.receive(Command.class)
        .onMessage(
            Ended.class,
            ended -> {
              outcome.complete(of(ended));
              return Behaviors.stopped();
            })
        .onMessageEquals(
            Timer.LIMIT_REACHED,
            () -> {
              String limit = DurationText.of(run.limit());
              outcome.complete(new ReloadOutcome.Failed("its program did not end within " + limit));
              program.tell(
                  new ManagedProcess.Stop(Signal.KILL, Shutdown.brutalKill(), true, false));
              return Behaviors.same();
            })
        .onSignal(
            PostStop.class,
            stopped -> {
              outcome.complete(new ReloadOutcome.Failed("it ended meanwhile"));
              return Behaviors.same();
            })
        .build();
  }

  private static ReloadOutcome of(Ended ended) {
    return ended
        .failure()
        .<ReloadOutcome>map(ReloadOutcome.Failed::new)
        .orElseGet(ReloadOutcome.Told::new);
  }
}
