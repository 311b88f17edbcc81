package io.banyan.runtime.process;

import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.probe.ProbeResult;
import io.banyan.runtime.probe.RemoteProbes.Attempt;
import io.banyan.runtime.shutdown.ShutdownMachine;
import io.banyan.runtime.shutdown.ShutdownStep;
import io.banyan.runtime.shutdown.StepAction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps before the end of one process, as {@link ShutdownMachine} decides; a child of its
 * actor. It begins at once, and ends when no step is left to be taken and no program of one is left
 * running.
 */
final class ShutdownSteps extends AbstractBehavior<ShutdownSteps.Command> {

  /** What it is told. */
  sealed interface Command {}

  /** What it is told of the process. */
  enum Change implements Command {
    /** It has ended: nothing more is begun. */
    PROCESS_GONE,
    /** It is killed: all is broken off. */
    BREAK_OFF
  }

  private record Done(int number, Optional<String> failure) implements Command {}

  private record ProgramGone(int number) implements Command {}

  private record TimeIsUp(int number) implements Command {}

  private final TimerScheduler<Command> timers;
  private final Subject subject;
  private final OsProcess process;
  private final ShutdownMachine machine;
  private final Map<Integer, ActorRef<ManagedProcess.Command>> programs = new HashMap<>();
  private @Nullable Attempt request;
  private boolean finished;

  static Behavior<Command> create(Subject subject, OsProcess process) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ShutdownSteps(context, timers, subject, process).begin()));
  }

  private ShutdownSteps(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Subject subject,
      OsProcess process) {
    super(context);
    this.timers = timers;
    this.subject = subject;
    this.process = process;
    this.machine = new ShutdownMachine(subject.spec().onShutdown());
  }

  private Behavior<Command> begin() {
    return carryOut(machine.begin());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Done.class, done -> carryOut(machine.done(done.number(), done.failure())))
        .onMessage(TimeIsUp.class, time -> carryOut(machine.timeIsUp(time.number())))
        .onMessage(ProgramGone.class, this::onProgramGone)
        .onMessageEquals(Change.PROCESS_GONE, () -> carryOut(machine.processGone()))
        .onMessageEquals(Change.BREAK_OFF, () -> carryOut(machine.breakOff()))
        .build();
  }

  /** It has told what came of it before, unless its actor has failed. */
  private Behavior<Command> onProgramGone(ProgramGone gone) {
    programs.remove(gone.number());
    return carryOut(
        machine.done(gone.number(), Optional.of("the actor of its program failed; see the log")));
  }

  private Behavior<Command> carryOut(List<StepAction> actions) {
    for (StepAction action : actions) {
      if (action instanceof StepAction.Take take) {
        timers.startSingleTimer("time", new TimeIsUp(take.number()), take.step().timeout());
        take(take.number(), take.step().action());
      } else if (action instanceof StepAction.Pause pause) {
        timers.startSingleTimer("time", new TimeIsUp(pause.number()), pause.time());
      } else if (action instanceof StepAction.Abandon abandon) {
        abandon(abandon.number());
      } else if (action instanceof StepAction.Tell told) {
        subject.events().shutdownStep(told);
      } else if (action instanceof StepAction.Finish) {
        timers.cancelAll();
        finished = true;
      }
    }
    return finished && programs.isEmpty() ? Behaviors.stopped() : this;
  }

  private void take(int number, ShutdownStep.Action action) {
    ActorRef<Command> self = getContext().getSelf();
    if (action instanceof ShutdownStep.SendSignal send) {
      SignalOutcome outcome = process.signal(send.signal(), SignalScope.PROCESS);
      self.tell(new Done(number, failure(outcome)));
    } else if (action instanceof ShutdownStep.Run run) {
      run(number, run);
    } else if (action instanceof ShutdownStep.Request http) {
      request =
          subject
              .ports()
              .probes()
              .ask(http.request(), result -> self.tell(new Done(number, failure(result))));
    } else if (action instanceof ShutdownStep.Write write) {
      process
          .stdin()
          .write(ByteBuffer.wrap(write.text().getBytes(StandardCharsets.UTF_8)))
          .thenAccept(outcome -> self.tell(new Done(number, failure(outcome))));
    }
  }

  private void run(int number, ShutdownStep.Run run) {
    ActorRef<Command> self = getContext().getSelf();
    String name = "on-shutdown-" + number;
    SideProgram.Task task =
        new SideProgram.Task(
            name,
            new ProcessCommand.Argv(run.argv()),
            subject
                .spec()
                .environment()
                .with("BANYAN_PID", Long.toString(process.identity().pid())));
    ActorRef<ManagedProcess.Command> program =
        getContext()
            .spawn(
                SideProgram.create(subject, task, failure -> self.tell(new Done(number, failure))),
                name,
                DispatcherSelector.sameAsParent());
    programs.put(number, program);
    getContext().watchWith(program, new ProgramGone(number));
  }

  private void abandon(int number) {
    ActorRef<ManagedProcess.Command> program = programs.get(number);
    if (program != null) {
      program.tell(new ManagedProcess.Stop(Signal.KILL, Shutdown.brutalKill(), true));
    }
    if (request != null) {
      request.cancel();
    }
  }

  private static Optional<String> failure(SignalOutcome outcome) {
    if (outcome instanceof SignalOutcome.Refused refused) {
      return Optional.of(refused.reason());
    }
    return outcome instanceof SignalOutcome.Delivered
        ? Optional.empty()
        : Optional.of("it is not running");
  }

  private static Optional<String> failure(ProbeResult result) {
    return result instanceof ProbeResult.Failed failed
        ? Optional.of(failed.reason())
        : Optional.empty();
  }

  private static Optional<String> failure(InputOutcome outcome) {
    if (outcome instanceof InputOutcome.Closed closed) {
      return Optional.of(closed.reason());
    }
    return outcome instanceof InputOutcome.Busy
        ? Optional.of("something else is still being written to it")
        : Optional.empty();
  }
}
