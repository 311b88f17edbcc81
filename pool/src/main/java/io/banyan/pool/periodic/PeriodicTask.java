package io.banyan.pool.periodic;

import io.banyan.pool.periodic.schedule.PeriodicAction;
import io.banyan.pool.periodic.schedule.PeriodicMachine;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.DurationText;
import io.banyan.runtime.event.EventSink;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.link.Down;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
 * Does something again and again, as a {@link PeriodicMachine} decides. When it is asked to end, no
 * run begins any more; code that runs is interrupted and waited for, a child that runs is left to
 * its own supervisor.
 */
public final class PeriodicTask extends AbstractBehavior<PeriodicTask.Command> {

  /** What it can be told. */
  public sealed interface Command {}

  /** Begin a run now, beside the schedule; while one is running, as its overlap policy says. */
  public record RunNow(ActorRef<Answer> replyTo) implements Command {}

  /** Nothing is due any more until {@link Resume}. What waits is forgotten; what runs goes on. */
  public record Pause(ActorRef<Answer> replyTo) implements Command {}

  /** Go on from now. */
  public record Resume(ActorRef<Answer> replyTo) implements Command {}

  /** End. */
  public enum End implements Command {
    /** The only one. */
    END
  }

  /** What comes of what it is told. */
  public sealed interface Answer {}

  /** It is done, or will be when it is its turn. */
  public record Done() implements Answer {}

  /** It is not. */
  public record Refused(String reason) implements Answer {}

  private record Finished(int run, Optional<String> failure) implements Command {}

  /** The child that runs, of whom there is one at a time, has ended. */
  record ChildDown(Down down) implements Command {}

  private record TimeIsUp(int run) implements Command {}

  private enum Look implements Command {
    LOOK
  }

  private final TimerScheduler<Command> timers;
  private final ChildPath path;
  private final String schedule;
  private final Optional<Duration> timeout;
  private final PeriodicPorts ports;
  private final Runner runner;
  private final PeriodicMachine machine;
  private long begunAt;
  private boolean late;
  private boolean ending;
  private Runner.@Nullable Running running;

  /** What it is about. */
  record Subject(
      ChildPath path,
      Periodic periodic,
      PeriodicPorts ports,
      Function<ActorContext<Command>, Runner> runner) {}

  static Behavior<Command> create(Subject subject) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(PeriodicTask.class);
          return Behaviors.withTimers(timers -> new PeriodicTask(context, timers, subject).begin());
        });
  }

  private PeriodicTask(
      ActorContext<Command> context, TimerScheduler<Command> timers, Subject subject) {
    super(context);
    this.timers = timers;
    this.path = subject.path();
    this.schedule = subject.periodic().settings().schedule().words();
    this.timeout = subject.periodic().timeout();
    this.ports = subject.ports();
    this.runner = subject.runner().apply(context);
    this.machine = new PeriodicMachine(subject.periodic().settings(), ports.random());
  }

  private Behavior<Command> begin() {
    Optional<Runner.Running> before = runner.alreadyRunning(finished(1));
    if (before.isPresent()) {
      running = before.get();
      begunAt = ports.nanoTime().getAsLong();
      machine.alreadyRunning();
    }
    return carryOut(machine.begin(ports.now()));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Look.LOOK, this::onLook)
        .onMessage(Finished.class, this::onFinished)
        .onMessage(
            ChildDown.class,
            gone -> onFinished(new Finished(machine.run(), ChildRunner.failure(gone.down()))))
        .onMessage(TimeIsUp.class, this::onTimeIsUp)
        .onMessage(RunNow.class, this::onRunNow)
        .onMessage(Pause.class, pause -> onPause(pause.replyTo()))
        .onMessage(Resume.class, resume -> onResume(resume.replyTo()))
        .onMessageEquals(End.END, this::onEnd)
        .onSignal(PostStop.class, stopped -> onPostStop())
        .build();
  }

  // Handlers

  private Behavior<Command> onLook() {
    return ending ? this : carryOut(machine.look(ports.now()));
  }

  private Behavior<Command> onFinished(Finished finished) {
    if (finished.run() != machine.run() || running == null) {
      return this;
    }
    timers.cancel(TimeIsUp.class);
    running = null;
    Duration took = Duration.ofNanos(ports.nanoTime().getAsLong() - begunAt);
    Optional<String> failure =
        late ? timeout.map(time -> "Timeout: after " + DurationText.of(time)) : finished.failure();
    events().publish(new ProcessEvent.RunEnded(path, finished.run(), failure, took));
    failure.ifPresent(
        why -> getContext().getLog().info("Run {} of {} failed: {}", finished.run(), path, why));
    return ending ? Behaviors.stopped() : carryOut(machine.ended(finished.run()));
  }

  private Behavior<Command> onTimeIsUp(TimeIsUp time) {
    if (time.run() == machine.run() && running != null) {
      late = true;
      running.end();
    }
    return this;
  }

  private Behavior<Command> onRunNow(RunNow request) {
    if (ending) {
      request.replyTo().tell(new Refused("it is ending"));
      return this;
    }
    List<PeriodicAction> actions = machine.byHand();
    for (PeriodicAction action : actions) {
      if (action instanceof PeriodicAction.Refuse refused) {
        request.replyTo().tell(new Refused(refused.reason()));
      } else if (action instanceof PeriodicAction.Accept) {
        request.replyTo().tell(new Done());
      }
    }
    return carryOut(actions);
  }

  private Behavior<Command> onPause(ActorRef<Answer> replyTo) {
    if (!machine.isPaused()) {
      events().publish(new ProcessEvent.SchedulePaused(path));
      timers.cancel(Look.LOOK);
      carryOut(machine.pause(ports.now()));
    }
    replyTo.tell(new Done());
    return this;
  }

  private Behavior<Command> onResume(ActorRef<Answer> replyTo) {
    if (machine.isPaused()) {
      events().publish(new ProcessEvent.ScheduleResumed(path));
      carryOut(machine.goOn(ports.now()));
    }
    replyTo.tell(new Done());
    return this;
  }

  private Behavior<Command> onEnd() {
    ending = true;
    timers.cancel(Look.LOOK);
    if (running == null || !runner.endsWithSchedule()) {
      return Behaviors.stopped();
    }
    running.end();
    return this;
  }

  private Behavior<Command> onPostStop() {
    if (running != null && runner.endsWithSchedule()) {
      running.end();
    }
    return this;
  }

  // Actions

  private Behavior<Command> carryOut(List<PeriodicAction> actions) {
    for (PeriodicAction action : actions) {
      if (action instanceof PeriodicAction.Start start) {
        start(start);
      } else if (action instanceof PeriodicAction.End && running != null) {
        running.end();
      } else if (action instanceof PeriodicAction.LookAfter look) {
        Duration time = look.time().isNegative() ? Duration.ZERO : look.time();
        timers.startSingleTimer(Look.LOOK, Look.LOOK, time);
      } else {
        tell(action);
      }
    }
    return this;
  }

  private void tell(PeriodicAction action) {
    if (action instanceof PeriodicAction.Plan plan) {
      events().publish(new ProcessEvent.RunPlanned(path, schedule, plan.next()));
    } else if (action instanceof PeriodicAction.Skipped skipped) {
      events().publish(new ProcessEvent.RunSkipped(path, skipped.reason()));
    } else if (action instanceof PeriodicAction.MissedRuns missed) {
      events().publish(new ProcessEvent.RunsMissed(path, missed.count(), missed.madeUp()));
    }
  }

  private void start(PeriodicAction.Start start) {
    late = false;
    begunAt = ports.nanoTime().getAsLong();
    events().publish(new ProcessEvent.RunStarted(path, start.run(), start.cause().text()));
    running = runner.start("banyan-" + path.id() + "-" + start.run(), finished(start.run()));
    timeout.ifPresent(
        time -> timers.startSingleTimer(TimeIsUp.class, new TimeIsUp(start.run()), time));
  }

  private Consumer<Optional<String>> finished(int run) {
    ActorRef<Command> self = getContext().getSelf();
    return failure -> self.tell(new Finished(run, failure));
  }

  private EventSink events() {
    return ports.events();
  }
}
