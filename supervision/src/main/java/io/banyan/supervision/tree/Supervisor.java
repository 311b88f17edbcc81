package io.banyan.supervision.tree;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.dependency.Gate;
import io.banyan.supervision.dependency.GateListener;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.ChildCounts;
import io.banyan.supervision.strategy.ChildEnd;
import io.banyan.supervision.strategy.SupervisorEnd;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  /** A change of its children. */
  record Administer(Administration request, ActorRef<OperationResult> replyTo) implements Command {}

  /** How many children it has. */
  record Count(ActorRef<ChildCounts> replyTo) implements Command {}

  /** End, all children first. Asked again, it can only become quicker. */
  record ShutDown(Shutdown shutdown) implements Command {}

  private record FromChild(Incarnation incarnation, ChildNotice notice) implements Command {}

  private record ActorGone(Incarnation incarnation) implements Command {}

  private record DelayOver(String id) implements Command {}

  private record GateChanged(String id, Gate gate) implements Command {}

  private record DependencyLost(String id) implements Command {}

  private enum Internal implements Command {
    SHUTDOWN_TIME_OVER
  }

  private final TimerScheduler<Command> timers;
  private final Incarnation self;
  private final TreeContext tree;
  private final Consumer<ChildNotice> owner;
  private final SupervisorMachine machine;
  private final SupervisorEvents events;
  private final Children children;
  private final PendingReplies pending;
  private final Gates gates;
  private final Operator operator;
  private final Administrator administrator;
  private boolean ready;
  private @Nullable Optional<CrashReason> endReason;

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
    this.tree = tree;
    this.owner = owner;
    this.pending = new PendingReplies(id -> tree.settled(self.path().child(id)));
    this.machine =
        new SupervisorMachine(
            spec, tree.dependencies().precedence(self.path(), spec), tree.ports().random());
    this.gates = new Gates(tree.dependencies().board(), machine, gateListener(context.getSelf()));
    this.events = new SupervisorEvents(tree, self);
    this.children = new Children(machine::childSpec, this::startChild);
    this.operator = new Operator(machine, children, pending);
    this.administrator = new Administrator(self.path(), tree, machine, children, pending);
  }

  private Behavior<Command> begin() {
    tree.declarations().begin(self.path(), machine.spec());
    tree.supervisors().register(self.path(), getContext().getSelf());
    events.starting();
    gates.watch();
    return carryOut(machine.begin());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(FromChild.class, this::onChild)
        .onMessage(ActorGone.class, this::onActorGone)
        .onMessage(DelayOver.class, over -> carryOut(machine.delayOver(over.id())))
        .onMessage(GateChanged.class, gate -> carryOut(gates.changed(gate.id(), gate.gate())))
        .onMessage(DependencyLost.class, lost -> carryOut(machine.dependencyLost(lost.id())))
        .onMessage(Operate.class, request -> carryOut(operator.on(request)))
        .onMessage(Administer.class, this::onAdminister)
        .onMessage(Count.class, this::onCount)
        .onMessage(ShutDown.class, this::onShutDown)
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
    if (message.notice() instanceof ChildNotice.Declined) {
      return onChildDeclined(incarnation);
    }
    List<Action> actions = machine.childRunning(incarnation.path().id(), now());
    pending.running(incarnation.path().id(), incarnation.number());
    return carryOut(actions);
  }

  private Behavior<Command> onChildEnded(Incarnation incarnation, ChildNotice.Ended ended) {
    String id = incarnation.path().id();
    children.ended(id, ended.reason(), ended.exitCode());
    List<Action> actions = machine.childEnded(id, meaning(id, ended), now());
    pending.ended(id, incarnation.number(), ended.outcome(), children.lastReason(id));
    return carryOut(actions);
  }

  private ChildEnd meaning(String id, ChildNotice.Ended ended) {
    if (!ended.started()) {
      return ChildEnd.NOT_STARTED;
    } else if (machine.childSpec(id).restart().forbids(ended.exitCode())) {
      return ChildEnd.FINAL;
    }
    return ended.outcome() == Outcome.FAILED ? ChildEnd.FAILURE : ChildEnd.SUCCESS;
  }

  private Behavior<Command> onChildDeclined(Incarnation incarnation) {
    String id = incarnation.path().id();
    children.ended(id, Optional.empty(), OptionalInt.empty());
    List<Action> actions = machine.childEnded(id, ChildEnd.DECLINED, now());
    pending.declined(id, incarnation.number());
    return carryOut(actions);
  }

  private long now() {
    return tree.ports().nanoTime().getAsLong();
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

  private static GateListener gateListener(ActorRef<Command> self) {
    return new GateListener() {
      @Override
      public void changed(String child, Gate gate) {
        self.tell(new GateChanged(child, gate));
      }

      @Override
      public void lost(String child) {
        self.tell(new DependencyLost(child));
      }
    };
  }

  // Requests

  private Behavior<Command> onAdminister(Administer message) {
    Behavior<Command> next = carryOut(administrator.on(message.request(), message.replyTo()));
    return machine.isEnding() ? next : carryOut(gates.watch());
  }

  private Behavior<Command> onCount(Count request) {
    request.replyTo().tell(machine.counts());
    return this;
  }

  private Behavior<Command> onShutDown(ShutDown request) {
    if (request.shutdown() instanceof Shutdown.Within within) {
      timers.startSingleTimer(
          Internal.SHUTDOWN_TIME_OVER, Internal.SHUTDOWN_TIME_OVER, within.grace());
    }
    return carryOut(machine.shutdown(request.shutdown() instanceof Shutdown.BrutalKill));
  }

  // Actions

  private Behavior<Command> carryOut(List<Action> actions) {
    if (endReason == null) {
      machine.ending().ifPresent(this::beginToEnd);
    }
    Behavior<Command> next = this;
    for (Action action : actions) {
      if (action instanceof Action.End end) {
        next = end(end.why());
      } else if (!tookStep(action)) {
        tell(action);
      }
    }
    return next;
  }

  /** What has to be done; false when it is rather something to be told. */
  private boolean tookStep(Action action) {
    if (action instanceof Action.Start start) {
      children.start(start.id());
    } else if (action instanceof Action.Stop stop) {
      operator.stopChild(stop.id());
    } else if (action instanceof Action.Kill kill) {
      children.endWithin(kill.id(), Duration.ZERO);
      operator.stopChild(kill.id());
    } else if (action instanceof Action.StartDelay delay) {
      timers.startSingleTimer(delay.id(), new DelayOver(delay.id()), delay.delay());
    } else if (action instanceof Action.CancelDelay cancel) {
      timers.cancel(cancel.id());
    } else {
      return false;
    }
    return true;
  }

  private void tell(Action action) {
    if (action instanceof Action.AnnounceRestart restart) {
      events.restarting(restart, machine.spec().limit().maxRestarts());
    } else if (action instanceof Action.WithdrawRestart withdrawn) {
      events.withdrawn(withdrawn);
      pending.standsDown(withdrawn.id());
    } else if (action instanceof Action.Wait waits) {
      events.waiting(waits.id(), gates.words(waits.id()));
    } else if (action instanceof Action.NotRestarted end) {
      children.finalReason(end.id()).ifPresent(why -> events.notRestarted(end.id(), why));
    } else if (action instanceof Action.Remove remove) {
      gates.forget(remove.id());
      administrator.forget(remove.id());
    } else if (action instanceof Action.Ready) {
      ready = true;
      events.ready();
      owner.accept(new ChildNotice.Running());
    }
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

  /** Remembers why, in words that need what is known of the children now. */
  private void beginToEnd(SupervisorEnd why) {
    endReason = EndReason.of(why, machine.spec().limit(), children::lastReason);
    events.stopping();
  }

  private Behavior<Command> end(SupervisorEnd why) {
    Optional<CrashReason> reason = endReason == null ? Optional.empty() : endReason;
    boolean done = why instanceof SupervisorEnd.AutoShutDown;
    Outcome outcome = why.isFailure() ? Outcome.FAILED : done ? Outcome.EXITED : Outcome.STOPPED;
    gates.close();
    events.ended(outcome, reason);
    tree.supervisors().unregister(self.path(), getContext().getSelf());
    pending.supervisorEnded();
    owner.accept(new ChildNotice.Ended(outcome, reason, ready || done));
    return Behaviors.stopped();
  }

  private Behavior<Command> onPostStop() {
    gates.close();
    tree.supervisors().unregister(self.path(), getContext().getSelf());
    pending.supervisorEnded();
    return this;
  }
}
