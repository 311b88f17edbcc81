package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.DurationText;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.ChildEnd;
import io.banyan.supervision.strategy.ChildPhase;
import io.banyan.supervision.strategy.SupervisorEnd;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a supervisor. What is to be done is decided by a {@link SupervisorMachine};
 * this actor tells it the facts and carries its actions out. It never waits for a child, so no slow
 * child can delay what is asked of another.
 */
final class Supervisor extends AbstractBehavior<Supervisor.Command> {

  /** What a supervisor can be asked. */
  sealed interface Command {}

  /** An operator's request about one child. */
  record Operate(String id, Operation operation, ActorRef<OperationResult> replyTo)
      implements Command {}

  /** End, all children first. Asked again, it can only become quicker. */
  record ShutDown(Shutdown shutdown) implements Command {}

  /** Have a child crash, if this incarnation of it is alive and not ending already. */
  record CrashChild(Incarnation incarnation, CrashReason reason) implements Command {}

  /** Kill all children and fail for this reason. */
  record Crash(CrashReason reason) implements Command {}

  private record FromChild(Incarnation incarnation, ChildNotice notice) implements Command {}

  private record ActorGone(Incarnation incarnation) implements Command {}

  private record DelayOver(String id) implements Command {}

  private enum Internal implements Command {
    SHUTDOWN_TIME_OVER
  }

  private final TimerScheduler<Command> timers;
  private final Incarnation self;
  private final SupervisorSpec spec;
  private final TreeContext tree;
  private final Consumer<ChildNotice> owner;
  private final SupervisorMachine machine;
  private final SupervisorEvents events;
  private final Children children;
  private final PendingReplies pending;
  private boolean ready;
  private boolean endingTold;
  private @Nullable CrashReason doom;

  /**
   * A behavior that runs one incarnation.
   *
   * @param owner told when it is ready and when it has ended; called in the actor's thread
   */
  static Behavior<Command> create(
      Incarnation self, SupervisorSpec spec, TreeContext tree, Consumer<ChildNotice> owner) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(Supervisor.class);
          return Behaviors.withTimers(
              timers -> new Supervisor(context, timers, self, spec, tree, owner).begin());
        });
  }

  private Supervisor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Incarnation self,
      SupervisorSpec spec,
      TreeContext tree,
      Consumer<ChildNotice> owner) {
    super(context);
    this.timers = timers;
    this.self = self;
    this.spec = spec;
    this.tree = tree;
    this.owner = owner;
    this.pending = new PendingReplies(id -> tree.settled(self.path().child(id)));
    this.machine = new SupervisorMachine(spec);
    this.events = new SupervisorEvents(tree, self);
    this.children = new Children(spec, this::startChild);
  }

  private Behavior<Command> begin() {
    tree.supervisors().register(self.path(), getContext().getSelf());
    events.starting();
    return carryOut(machine.begin());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(FromChild.class, this::onChild)
        .onMessage(ActorGone.class, this::onActorGone)
        .onMessage(DelayOver.class, over -> carryOut(machine.delayOver(over.id())))
        .onMessage(Operate.class, this::onOperate)
        .onMessage(ShutDown.class, this::onShutDown)
        .onMessage(CrashChild.class, this::onCrashChild)
        .onMessage(Crash.class, this::onCrash)
        .onMessageEquals(Internal.SHUTDOWN_TIME_OVER, () -> carryOut(machine.shutdown(true)))
        .onSignal(PostStop.class, stopped -> onPostStop())
        .build();
  }

  // Facts about children

  private Behavior<Command> onChild(FromChild message) {
    Incarnation incarnation = message.incarnation();
    if (children.isStale(incarnation)) {
      return this;
    }
    if (message.notice() instanceof ChildNotice.Ended ended) {
      return onChildEnded(incarnation, ended);
    }
    List<Action> actions = machine.childRunning(incarnation.path().id());
    pending.running(incarnation.path().id(), incarnation.number());
    return carryOut(actions);
  }

  private Behavior<Command> onChildEnded(Incarnation incarnation, ChildNotice.Ended ended) {
    String id = incarnation.path().id();
    children.ended(id, ended.reason());
    ChildEnd end = ended.outcome() == Outcome.FAILED ? ChildEnd.FAILURE : ChildEnd.SUCCESS;
    List<Action> actions =
        machine.childEnded(
            id, ended.started() ? end : ChildEnd.NOT_STARTED, tree.ports().nanoTime().getAsLong());
    pending.ended(id, incarnation.number(), ended.outcome(), children.lastReason(id));
    Behavior<Command> next = carryOut(actions);
    tree.bonds().supervisorHasActed(incarnation);
    return next;
  }

  private Behavior<Command> onActorGone(ActorGone gone) {
    if (children.isStale(gone.incarnation())) {
      return this;
    }
    CrashReason reason = new CrashReason.Error("its actor failed; see the log");
    events.lost(gone.incarnation(), reason);
    return onChildEnded(
        gone.incarnation(), new ChildNotice.Ended(Outcome.FAILED, Optional.of(reason), true));
  }

  // Requests

  private Behavior<Command> onOperate(Operate request) {
    Operation operation = request.operation();
    if (!machine.has(request.id())) {
      request.replyTo().tell(new OperationResult.NotFound());
      return this;
    } else if (operation instanceof Operation.Start) {
      return onStart(request);
    } else if (operation instanceof Operation.Stop stop) {
      return onStop(request, stop.grace());
    } else if (operation instanceof Operation.Restart restart) {
      return onRestart(request, restart.grace());
    } else if (operation instanceof Operation.Kill kill) {
      return kill.signal().asksToEnd()
          ? onKill(request, kill.signal())
          : onSignal(request, kill.signal());
    }
    return onSignal(request, ((Operation.SendSignal) operation).signal());
  }

  private Behavior<Command> onStart(Operate request) {
    if (machine.phase(request.id()) == ChildPhase.RUNNING) {
      request.replyTo().tell(new OperationResult.AlreadyRunning());
      return this;
    }
    return awaitStart(request, machine.start(request.id()));
  }

  private Behavior<Command> onRestart(Operate request, Optional<Duration> grace) {
    hurry(request.id(), grace);
    return awaitStart(request, machine.restart(request.id()));
  }

  /** Answers when the next incarnation is ready, or the one that is already starting. */
  private Behavior<Command> awaitStart(Operate request, List<Action> actions) {
    if (machine.isEnding()) {
      request.replyTo().tell(new OperationResult.Failed("its supervisor is ending"));
      return carryOut(actions);
    }
    RunningChild now = children.alive(request.id());
    int current = now == null ? 0 : now.incarnation().number();
    boolean starting = now != null && machine.phase(request.id()) == ChildPhase.STARTING;
    pending.untilStarted(request.id(), starting ? current - 1 : current, request.replyTo());
    return carryOut(actions);
  }

  private Behavior<Command> onStop(Operate request, Optional<Duration> grace) {
    String id = request.id();
    if (machine.phase(id) == ChildPhase.DOWN) {
      request.replyTo().tell(new OperationResult.AlreadyStopped());
      return this;
    }
    pending.untilEnded(id, request.replyTo());
    hurry(id, grace);
    return standDown(id);
  }

  /** Takes a child down for good: whoever waits for it to come up is told so now. */
  private Behavior<Command> standDown(String id) {
    List<Action> actions = machine.stop(id);
    pending.calledOff(id);
    if (machine.phase(id) == ChildPhase.DOWN) {
      pending.standsDown(id);
    }
    return carryOut(actions);
  }

  /** Another grace time than the declared one, also for a stop that is already under way. */
  private void hurry(String id, Optional<Duration> grace) {
    if (grace.isPresent()) {
      children.endWithin(id, grace.get());
      if (machine.phase(id) == ChildPhase.STOPPING) {
        stopChild(id);
      }
    }
  }

  private Behavior<Command> onKill(Operate request, Signal signal) {
    RunningChild now = children.alive(request.id());
    if (now instanceof RunningChild.OfSupervisor) {
      request.replyTo().tell(new OperationResult.Failed("it is a supervisor; stop it instead"));
      return this;
    }
    if (now != null) {
      children.endBy(request.id(), signal);
      if (machine.phase(request.id()) == ChildPhase.STOPPING) {
        stopChild(request.id());
      }
      request.replyTo().tell(new OperationResult.SignalSent(signal));
      return standDown(request.id());
    }
    // Not alive: what is left to do is to call off a start that is due.
    return onStop(request, Optional.empty());
  }

  private Behavior<Command> onSignal(Operate request, Signal signal) {
    RunningChild now = children.alive(request.id());
    if (now instanceof RunningChild.OfProcess process) {
      process.signal(signal, outcome -> request.replyTo().tell(told(outcome, signal)));
    } else if (now == null) {
      request.replyTo().tell(new OperationResult.AlreadyStopped());
    } else {
      request.replyTo().tell(new OperationResult.Failed("it is a supervisor, not a process"));
    }
    return this;
  }

  private static OperationResult told(SignalOutcome outcome, Signal signal) {
    if (outcome instanceof SignalOutcome.Refused refused) {
      return new OperationResult.Failed(refused.reason());
    }
    return outcome instanceof SignalOutcome.Delivered
        ? new OperationResult.SignalSent(signal)
        : new OperationResult.AlreadyStopped();
  }

  private Behavior<Command> onShutDown(ShutDown request) {
    if (request.shutdown() instanceof Shutdown.Within within) {
      timers.startSingleTimer(
          Internal.SHUTDOWN_TIME_OVER, Internal.SHUTDOWN_TIME_OVER, within.grace());
    }
    return carryOut(machine.shutdown(request.shutdown() instanceof Shutdown.BrutalKill));
  }

  private Behavior<Command> onCrashChild(CrashChild request) {
    RunningChild now = children.alive(request.incarnation().path().id());
    if (now != null && !children.isStale(request.incarnation())) {
      ChildPhase phase = machine.phase(request.incarnation().path().id());
      if (phase == ChildPhase.STARTING || phase == ChildPhase.RUNNING) {
        now.crash(request.reason());
      }
    }
    return this;
  }

  private Behavior<Command> onCrash(Crash request) {
    if (machine.isEnding()) {
      return this;
    }
    doom = request.reason();
    return carryOut(machine.shutdown(true));
  }

  // Actions

  private Behavior<Command> carryOut(List<Action> actions) {
    if (machine.isEnding() && !endingTold) {
      endingTold = true;
      events.stopping();
    }
    Behavior<Command> next = this;
    for (Action action : actions) {
      if (action instanceof Action.Start start) {
        children.start(start.id());
      } else if (action instanceof Action.Stop stop) {
        stopChild(stop.id());
      } else if (action instanceof Action.Kill kill) {
        children.endWithin(kill.id(), Duration.ZERO);
        stopChild(kill.id());
      } else if (action instanceof Action.StartDelay delay) {
        timers.startSingleTimer(delay.id(), new DelayOver(delay.id()), delay.delay());
      } else if (action instanceof Action.CancelDelay cancel) {
        timers.cancel(cancel.id());
      } else if (action instanceof Action.AnnounceRestart restart) {
        events.restarting(restart, spec.limit().maxRestarts());
      } else if (action instanceof Action.WithdrawRestart withdrawn) {
        events.withdrawn(withdrawn);
        pending.standsDown(withdrawn.id());
      } else if (action instanceof Action.Ready) {
        ready();
      } else if (action instanceof Action.End end) {
        next = end(end.why());
      }
    }
    return next;
  }

  private RunningChild startChild(ChildSpec child) {
    Incarnation incarnation = tree.incarnations().next(self.path().child(child.id()));
    ActorRef<Command> me = getContext().getSelf();
    RunningChild started =
        RunningChild.start(
            getContext(),
            child.definition(),
            incarnation,
            tree,
            notice -> me.tell(new FromChild(incarnation, notice)));
    getContext().watchWith(started.ref(), new ActorGone(incarnation));
    return started;
  }

  private void stopChild(String id) {
    // At the end of all it is the end that waits for what escaped, once for all children.
    children.stop(id, pending.has(id) && !machine.isEnding());
  }

  private void ready() {
    ready = true;
    events.ready();
    owner.accept(new ChildNotice.Running());
  }

  private Behavior<Command> end(SupervisorEnd why) {
    Optional<CrashReason> reason = Optional.ofNullable(reason(why));
    Outcome outcome = reason.isPresent() ? Outcome.FAILED : Outcome.STOPPED;
    events.ended(outcome, reason);
    tree.supervisors().unregister(self.path(), getContext().getSelf());
    pending.supervisorEnded();
    owner.accept(new ChildNotice.Ended(outcome, reason, ready));
    return Behaviors.stopped();
  }

  private @Nullable CrashReason reason(SupervisorEnd why) {
    if (doom != null) {
      return doom;
    }
    if (why instanceof SupervisorEnd.StartFailed failed) {
      return new CrashReason.Error(
          "could not start " + failed.childId() + ": " + children.lastReason(failed.childId()));
    }
    if (why instanceof SupervisorEnd.LimitExceeded exceeded) {
      return new CrashReason.GaveUp(
          "%s ended again after %d restarts within %s (%s)"
              .formatted(
                  exceeded.childId(),
                  spec.limit().maxRestarts(),
                  DurationText.of(spec.limit().within()),
                  children.lastReason(exceeded.childId())));
    }
    return null;
  }

  private Behavior<Command> onPostStop() {
    tree.supervisors().unregister(self.path(), getContext().getSelf());
    pending.supervisorEnded();
    return this;
  }
}
