package io.banyan.supervision.tree;

import io.banyan.runtime.dispatch.Relay;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.strategy.Action;
import io.banyan.supervision.strategy.ChildPhase;
import io.banyan.supervision.strategy.SupervisorEnd;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
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

  /** Where every supervisor runs. */
  static final DispatcherSelector DISPATCHER =
      DispatcherSelector.fromConfig("banyan.supervisor-dispatcher");

  private final TimerScheduler<Command> timers;
  private final Incarnation self;
  private final TreeContext tree;
  private final Consumer<ChildNotice> owner;
  private final SupervisorMachine machine;
  private final SupervisorEvents events;
  private final Children children;
  private final ChildFacts facts;
  private final PendingReplies pending;
  private final Gates gates;
  private final Operator operator;
  private final Administrator administrator;
  private final Reception reception;
  private final LastWords lastWords;
  private final Supervisors.Desk desk;
  private boolean ready;

  /**
   * A behavior that runs one incarnation.
   *
   * @param spec what its own supervisor says of it; what was changed since is in force
   * @param owner told when it is ready and when it has ended; called in the actor's thread
   */
  static Behavior<Command> create(
      Incarnation self, SupervisorSpec spec, TreeContext tree, Consumer<ChildNotice> owner) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(Supervisor.class);
          Supervisors.Desk desk = new Supervisors.Desk(self, context.getSelf(), new Inbox());
          // First this: each change is either in force by now, or reaches this incarnation.
          tree.supervisors().register(desk);
          SupervisorSpec inForce = tree.declarations().inForce(self.path(), spec);
          return Behaviors.withTimers(
              timers -> new Supervisor(context, timers, desk, inForce, tree, owner).begin());
        });
  }

  private Supervisor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Supervisors.Desk desk,
      SupervisorSpec spec,
      TreeContext tree,
      Consumer<ChildNotice> owner) {
    super(context);
    this.timers = timers;
    this.desk = desk;
    this.self = desk.incarnation();
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
    this.facts = new ChildFacts(machine, children, pending, tree.ports().nanoTime());
    this.operator = new Operator(machine, children, pending, events);
    this.administrator = new Administrator(self.path(), tree, machine, children, pending);
    this.reception = new Reception(machine, operator, administrator, gates);
    this.lastWords = new LastWords(machine, children);
  }

  private Behavior<Command> begin() {
    tree.declarations().only(self.path(), machine.spec());
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
    return children.isStale(message.incarnation())
        ? this
        : take(message.incarnation(), message.notice());
  }

  private Behavior<Command> onActorGone(ActorGone gone) {
    return children.isStale(gone.incarnation())
        ? this
        : take(gone.incarnation(), events.lost(gone.incarnation()));
  }

  private Behavior<Command> take(Incarnation incarnation, ChildNotice notice) {
    Behavior<Command> next = carryOut(facts.on(incarnation, notice));
    if (notice instanceof ChildNotice.Ended) {
      tree.bonds().supervisorHasActed(incarnation);
    }
    return next;
  }

  // Requests

  private Behavior<Command> onRequest(Request request) {
    desk.inbox().take(request);
    try {
      return carryOut(reception.on(request));
    } catch (RuntimeException failure) {
      request.supervisorHasEnded(self.path());
      throw failure;
    }
  }

  private Behavior<Command> onShutDown(ShutDown request) {
    if (request.shutdown() instanceof Shutdown.Within within) {
      timers.startSingleTimer(
          Internal.SHUTDOWN_TIME_OVER, Internal.SHUTDOWN_TIME_OVER, within.grace());
    }
    return carryOut(machine.shutdown(request.shutdown() instanceof Shutdown.BrutalKill));
  }

  private Behavior<Command> onCrashChild(CrashChild request) {
    String id = request.incarnation().path().id();
    if (!children.isStale(request.incarnation()) && machine.phase(id) != ChildPhase.STOPPING) {
      children.crash(id, request.reason());
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
      operator.killChild(kill.id());
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
        Relay.keeping(
            () ->
                RunningChild.start(
                    getContext(),
                    child.definition(),
                    incarnation,
                    tree,
                    notice -> me.tell(new FromChild(incarnation, notice))));
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
