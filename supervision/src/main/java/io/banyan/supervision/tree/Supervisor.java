package io.banyan.supervision.tree;

import io.banyan.runtime.event.CrashReason;
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
import java.util.ArrayList;
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

/**
 * One incarnation of a supervisor. What is to be done is decided by a {@link SupervisorMachine};
 * this actor tells it the facts and carries its actions out. It never waits for a child, so no slow
 * child can delay what is asked of another.
 */
final class Supervisor extends AbstractBehavior<Supervisor.Command> {

  /** What a supervisor can be told. */
  sealed interface Command
      permits Request,
          ShutDown,
          CrashChild,
          Crash,
          FromChild,
          ActorGone,
          DelayOver,
          Gates.News,
          Internal {}

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
  private final TreeContext tree;
  private final Consumer<ChildNotice> owner;
  private final SupervisorMachine machine;
  private final SupervisorEvents events;
  private final Children children;
  private final PendingReplies pending;
  private final Gates gates;
  private final Operator operator;
  private final Administrator administrator;
  private final LastWords lastWords;
  private final Supervisors.Desk desk;
  private boolean ready;

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
            spec,
            tree.dependencies().precedence(self.path(), spec.children()),
            tree.ports().random());
    this.gates = new Gates(self.path(), tree.dependencies(), machine, context.getSelf()::tell);
    this.events = new SupervisorEvents(tree, self);
    this.children = new Children(machine::childSpec, this::startChild);
    this.operator = new Operator(machine, children, pending, events);
    this.administrator = new Administrator(self.path(), tree, machine, children, pending);
    this.lastWords = new LastWords(machine, children);
    this.desk = new Supervisors.Desk(self.path(), context.getSelf(), new Inbox());
  }

  private Behavior<Command> begin() {
    tree.declarations().begin(self.path(), machine.spec());
    tree.supervisors().register(desk);
    events.starting();
    gates.watch();
    return carryOut(machine.begin(id -> tree.past().isWanted(self.path().child(id))));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(FromChild.class, this::onChild)
        .onMessage(ActorGone.class, this::onActorGone)
        .onMessage(DelayOver.class, over -> carryOut(machine.delayOver(over.id())))
        .onMessage(Gates.News.class, news -> carryOut(gates.on(news)))
        .onMessage(Request.class, this::onRequest)
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
    Behavior<Command> next = carryOut(actions);
    tree.bonds().supervisorHasActed(incarnation);
    return next;
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

  // Requests

  private Behavior<Command> onRequest(Request request) {
    desk.inbox().take(request);
    try {
      return carryOut(answer(request));
    } catch (RuntimeException failure) {
      request.supervisorHasEnded(self.path());
      throw failure;
    }
  }

  private List<Action> answer(Request request) {
    if (request instanceof Request.Operate operate) {
      return operator.on(operate);
    } else if (request instanceof Request.Administer administer) {
      return administer(administer);
    }
    ((Request.Count) request).replyTo().tell(Optional.of(machine.counts()));
    return List.of();
  }

  private List<Action> administer(Request.Administer request) {
    List<Action> actions = new ArrayList<>(administrator.on(request.change(), request.replyTo()));
    if (!machine.isEnding() && request.change().concernsDependencies(machine.spec())) {
      actions.addAll(gates.changed());
    }
    return actions;
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
    lastWords.crash(request.reason());
    return carryOut(machine.shutdown(true));
  }

  // Actions

  private Behavior<Command> carryOut(List<Action> actions) {
    if (lastWords.find()) {
      lastWords.escalation().ifPresent(events::escalated);
      events.stopping();
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

  private Behavior<Command> end(SupervisorEnd why) {
    ChildNotice.Ended ended = lastWords.notice(why, ready);
    events.ended(ended.outcome(), ended.reason());
    close();
    owner.accept(ended);
    return Behaviors.stopped();
  }

  private void close() {
    gates.close();
    tree.supervisors().unregister(desk);
    pending.supervisorEnded();
  }

  private Behavior<Command> onPostStop() {
    close();
    return this;
  }
}
