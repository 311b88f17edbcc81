package io.banyan.supervision.actor;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.Shutdown;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorInitializationException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of an actor that is a child of the tree: spawns it, asks it to end, and tells its
 * owner how it went. It never restarts anything.
 *
 * <p>An actor that is stuck in a message cannot be ended from outside. Five seconds after it was
 * stopped it is given up: told as killed, and left to itself.
 *
 * @param <T> what the actor is told
 */
public final class ManagedActor<T> extends AbstractBehavior<ManagedActor.Command> {

  /** What a managed actor can be asked. */
  public sealed interface Command {}

  /** End. Asked again while it is ending, the time is that of the later request. */
  public record Stop(Shutdown shutdown) implements Command {}

  /** Fail for this reason, without being asked. Means nothing to one that is ending already. */
  public record Fail(CrashReason reason) implements Command {}

  private enum Internal implements Command {
    READY,
    DECLINED,
    GRACE_OVER,
    STUCK
  }

  private static final Duration STUCK_LIMIT = Duration.ofSeconds(5);

  private final TimerScheduler<Command> timers;
  private final ActorDefinition<T> definition;
  private final EventSink events;
  private final Consumer<ActorNotice> owner;
  private final ToldLife life;
  private @Nullable ActorRef<T> actor;
  private boolean asked;
  private boolean forced;
  private @Nullable CrashReason doom;

  /**
   * A behavior that runs one incarnation.
   *
   * @param events told every fact
   * @param owner told how it goes; called in the actor's thread, must not block
   */
  public static <T> Behavior<Command> create(
      Incarnation incarnation,
      ActorDefinition<T> definition,
      EventSink events,
      Consumer<ActorNotice> owner) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(ManagedActor.class);
          return Behaviors.withTimers(
              timers ->
                  new ManagedActor<>(context, timers, incarnation, definition, events, owner)
                      .launch());
        });
  }

  private ManagedActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Incarnation incarnation,
      ActorDefinition<T> definition,
      EventSink events,
      Consumer<ActorNotice> owner) {
    super(context);
    this.timers = timers;
    this.definition = definition;
    this.events = events;
    this.owner = owner;
    ActorRef<Command> self = context.getSelf();
    this.life =
        new ToldLife(
            incarnation,
            definition.arguments(),
            said -> self.tell(said == ToldLife.Said.READY ? Internal.READY : Internal.DECLINED));
  }

  private Behavior<Command> launch() {
    events.publish(new ProcessEvent.Starting(path(), number()));
    try {
      Behavior<T> behavior = definition.factory().create(life);
      Behavior<T> noticed =
          definition.readyWhenTold()
              ? behavior
              : Behaviors.intercept(() -> new StartNotice<>(life::ready), behavior);
      actor = getContext().spawn(noticed, "actor", definition.props());
      getContext().watch(actor);
      owner.accept(new ActorNotice.Spawned(actor));
      return this;
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, this::onStop)
        .onMessage(Fail.class, this::onFail)
        .onMessageEquals(Internal.READY, this::onReady)
        .onMessageEquals(Internal.DECLINED, this::stopActor)
        .onMessageEquals(Internal.GRACE_OVER, this::kill)
        .onMessageEquals(Internal.STUCK, this::giveUp)
        .onSignal(ChildFailed.class, gone -> failed(gone.getCause()))
        .onSignal(Terminated.class, gone -> ended())
        .build();
  }

  private Behavior<Command> onReady() {
    if (!asked) {
      events.publish(new ProcessEvent.Ready(path(), number()));
      owner.accept(new ActorNotice.Running());
    }
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    if (!asked) {
      asked = true;
      events.publish(new ProcessEvent.Stopping(path(), number(), Optional.empty()));
      if (!(stop.shutdown() instanceof Shutdown.BrutalKill)) {
        askToEnd();
      }
    }
    timers.cancel(Internal.GRACE_OVER);
    if (stop.shutdown() instanceof Shutdown.BrutalKill) {
      return kill();
    }
    if (stop.shutdown() instanceof Shutdown.Within within) {
      timers.startSingleTimer(Internal.GRACE_OVER, Internal.GRACE_OVER, within.grace());
    }
    return this;
  }

  private Behavior<Command> onFail(Fail fail) {
    if (!asked && doom == null) {
      doom = fail.reason();
      timers.startSingleTimer(Internal.STUCK, Internal.STUCK, STUCK_LIMIT);
      stopActor();
    }
    return this;
  }

  private void askToEnd() {
    ActorRef<T> running = actor;
    if (running != null && definition.stopMessage().isPresent()) {
      running.tell(definition.stopMessage().get());
    } else {
      stopActor();
    }
  }

  private Behavior<Command> kill() {
    if (!forced) {
      forced = true;
      events.publish(new ProcessEvent.ForceKilling(path(), number()));
      stopActor();
      timers.startSingleTimer(Internal.STUCK, Internal.STUCK, STUCK_LIMIT);
    }
    return this;
  }

  private Behavior<Command> stopActor() {
    if (actor != null) {
      getContext().stop(actor);
    }
    return this;
  }

  private Behavior<Command> giveUp() {
    getContext().getLog().warn("{} is stuck in a message and is left to itself", incarnation());
    return doom == null ? over(Outcome.KILLED, Optional.empty()) : ended();
  }

  private Behavior<Command> failed(Throwable cause) {
    getContext().getLog().debug("{} failed", incarnation(), cause);
    if (asked || doom != null) {
      return ended();
    }
    return over(Outcome.FAILED, Optional.of(new CrashReason.Error(words(cause))));
  }

  private static String words(Throwable failure) {
    Throwable wrapped = failure instanceof ActorInitializationException ? failure.getCause() : null;
    Throwable cause = wrapped == null ? failure : wrapped;
    String message = cause.getMessage();
    return message == null ? cause.getClass().getName() : message;
  }

  /** It has stopped by itself or as it was asked to. */
  private Behavior<Command> ended() {
    if (doom != null) {
      return over(Outcome.FAILED, Optional.of(doom));
    }
    if (asked) {
      return over(forced ? Outcome.KILLED : Outcome.STOPPED, Optional.empty());
    }
    if (life.said() == ToldLife.Said.DECLINED) {
      tellEnd(Outcome.EXITED, Optional.empty());
      owner.accept(new ActorNotice.Declined());
      return Behaviors.stopped();
    }
    return definition.readyWhenTold() && life.said() == ToldLife.Said.NOTHING
        ? over(Outcome.FAILED, Optional.of(new CrashReason.Error("it ended before it was ready")))
        : over(Outcome.EXITED, Optional.empty());
  }

  private Behavior<Command> over(Outcome outcome, Optional<CrashReason> reason) {
    boolean started = outcome != Outcome.FAILED || life.said() == ToldLife.Said.READY;
    tellEnd(outcome, reason);
    owner.accept(new ActorNotice.Ended(outcome, reason, started));
    return Behaviors.stopped();
  }

  private void tellEnd(Outcome outcome, Optional<CrashReason> reason) {
    events.publish(new ProcessEvent.Ended(path(), number(), outcome, Optional.empty(), reason));
  }

  private Incarnation incarnation() {
    return life.incarnation();
  }

  private ChildPath path() {
    return incarnation().path();
  }

  private int number() {
    return incarnation().number();
  }
}
