package io.banyan.runtime.process;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.containment.Remains;
import io.banyan.runtime.dispatch.Relay;
import io.banyan.runtime.engine.InputOutcome;
import io.banyan.runtime.engine.LaunchResult;
import io.banyan.runtime.engine.OsProcess;
import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.SignalOutcome;
import io.banyan.runtime.engine.SignalScope;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.limits.LimitGuard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.BehaviorBuilder;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One incarnation of one operating-system process. The actor launches it when it starts, or adopts
 * what an earlier runtime has left of it, and ends when the process has ended; it never restarts
 * anything.
 *
 * <pre>
 * launch ─ running ─┬─ Stop ─ leaving ─ stopping ─┐
 *                   └─ exit ──────────────────────┴─ reaping ─ draining ─ ended
 * </pre>
 *
 * <p><em>running</em>: launched, and ready from some moment on: at once, or when its probes say so.
 * It is ended, as failed, when it is not ready in time, not well, or runs for too long.
 * <em>leaving</em>: it is to end, and what {@link ProcessSpec#onShutdown} says is done before; left
 * out when there is nothing of it, and by what kills. <em>stopping</em>: the stop signal went to
 * the whole group, KILL follows after the grace time. <em>reaping</em>: the process itself is gone,
 * others of its group are not; they get the same stop signal and, after the same grace time, KILL.
 * <em>draining</em>: nobody is left, the last output is being read. The owner is told of the end
 * only after that, so a successor never meets the remains of its predecessor. What has left the
 * group is ended from then on, too; somebody who asked for the end waits for that, the successor of
 * a crashed process does not.
 *
 * <p>If the actor itself is stopped, the whole group is killed.
 */
public final class ManagedProcess {

  /** What a managed process can be asked. */
  public sealed interface Command {}

  /**
   * End. Asked again while it is ending, signal and grace time are those of the later request.
   *
   * @param signal what asks the process to end; not used by {@link Shutdown.BrutalKill}
   * @param kill told as a kill, not as a stop, when it has ended
   * @param thorough told as ended only when what left its group is gone, too
   */
  public record Stop(Signal signal, Shutdown shutdown, boolean kill, boolean thorough)
      implements Command {

    /** A thorough one. */
    public Stop(Signal signal, Shutdown shutdown, boolean kill) {
      this(signal, shutdown, kill, true);
    }

    boolean isBrutal() {
      return shutdown instanceof Shutdown.BrutalKill || signal.equals(Signal.KILL);
    }
  }

  /**
   * Fail: the whole group is killed at once, and that is told as a failure for this reason. Means
   * nothing to one that is ending already.
   */
  public record Fail(CrashReason reason) implements Command {}

  /**
   * Deliver a signal to the group and otherwise go on.
   *
   * @param onOutcome told what came of it, in the actor's thread
   */
  public record SendSignal(Signal signal, Consumer<SignalOutcome> onOutcome) implements Command {}

  /**
   * Tell it to read its own configuration again, in the way that {@link ProcessSpec#reload} says.
   *
   * @param onOutcome told what came of it, once, in some actor's thread
   */
  public record Reload(Consumer<ReloadOutcome> onOutcome) implements Command {}

  /** About its standard input, when {@link ProcessSpec#stdin} is a pipe. */
  public sealed interface StdinCommand extends Command {}

  /**
   * Write; one at a time.
   *
   * @param bytes the actor's from here on
   * @param replyTo told what came of it, when the process can read all of it
   */
  public record WriteStdin(ByteBuffer bytes, ActorRef<InputOutcome> replyTo)
      implements StdinCommand {}

  /**
   * Tell it the end of its input, after what is still being written.
   *
   * @param replyTo told that this was taken note of
   */
  public record CloseStdin(ActorRef<Done> replyTo) implements StdinCommand {}

  private record LeaderExited(ProcessExit exit) implements Command {}

  private record Judged(Verdict verdict) implements Command {}

  private record Gone(Remainder.Part part) implements Command {}

  private enum Internal implements Command {
    TIME_IS_UP,
    GRACE_OVER,
    DRAIN_LIMIT_REACHED,
    HANDLERS_STUCK,
    LOOK_FOR_SURVIVORS,
    GO
  }

  // Not the actor's own: Pekko looks through the stack when it makes one, once for each actor.
  private static final Logger LOG = LoggerFactory.getLogger(ManagedProcess.class);
  // For what is left in a pipe, long on any disk that works.
  private static final Duration STUCK_LIMIT = Duration.ofSeconds(5);
  private static final Duration SURVIVOR_INTERVAL = Duration.ofMillis(25);

  private static final Behavior<Command> ENDED =
      Behaviors.receive(Command.class)
          .onMessageEquals(Internal.GO, Behaviors::stopped)
          .onMessage(Reload.class, ManagedProcess::tooLate)
          .onAnyMessage(late -> Behaviors.same())
          .build();

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Subject subject;
  private final Incarnation incarnation;
  private final ProcessSpec spec;
  private final ProcessPorts ports;
  private final IncarnationEvents events;
  private final Consumer<ProcessNotice> owner;
  private final LimitGuard limits;
  private final Ending ending;
  private final Beginning beginning;
  private final PostMortem postMortem;
  private final Remainder remainder = new Remainder();
  private final ProbeLink probes;
  private final ReloadHook hook;
  private final StepLink steps;
  private final CompletableFuture<Void> outputEnd = new CompletableFuture<>();

  private boolean over;

  /**
   * A behavior that runs one incarnation.
   *
   * @param owner told how it goes; called in the actor's thread, must not block
   */
  public static Behavior<Command> create(
      Incarnation incarnation,
      ProcessSpec spec,
      ProcessPorts ports,
      Consumer<ProcessNotice> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new ManagedProcess(context, timers, Subject.of(incarnation, spec, ports), owner)
                        .launch()));
  }

  private ManagedProcess(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Subject subject,
      Consumer<ProcessNotice> owner) {
    this.context = context;
    this.timers = timers;
    this.subject = subject;
    this.incarnation = subject.incarnation();
    this.spec = subject.spec();
    this.ports = subject.ports();
    this.events = subject.events();
    this.owner = owner;
    this.limits = ports.limits().guard(incarnation.toString(), spec.options(), spec.limits());
    this.ending = new Ending(spec);
    this.beginning = new Beginning(subject, limits);
    this.hook = new ReloadHook(subject);
    this.steps = new StepLink(subject);
    this.postMortem = PostMortem.of(ending, limits, subject.output().tail());
    ActorRef<Command> self = context.getSelf();
    this.probes =
        ProbeLink.open(
            context,
            subject,
            verdict -> self.tell(new Judged(verdict)),
            new Gone(Remainder.Part.PROBES));
    if (probes.isThere()) {
      remainder.add(Remainder.Part.PROBES);
    }
  }

  // Phases

  private Behavior<Command> launch() {
    ActorRef<Command> self = context.getSelf();
    LaunchResult result =
        beginning.begin(
            handlers -> probes.equip(IncarnationLaunch.of(subject, handlers)),
            new Beginning.Told(
                exit -> self.tell(new LeaderExited(exit)), () -> outputEnd.complete(null)));
    if (result instanceof LaunchResult.NotLaunched failed) {
      probes.end(false);
      return ended(ProcessExit.notLaunched(failed.reason()), false);
    }
    OsProcess process = ((LaunchResult.Launched) result).process();
    LOG.debug("{} runs as pid {}", incarnation, process.identity().pid());
    applyLimits();
    if (beginning.isOutdated()) {
      return fail(process, new CrashReason.Error("it was adopted, but is declared otherwise now"));
    }
    if (beginning.isDisplaced()) {
      return fail(process, new CrashReason.Error("another instance has taken its pid file"));
    }
    if (probes.begun(beginning.wasReady())) {
      ready();
    }
    return running(process);
  }

  private Behavior<Command> running(OsProcess process) {
    return alive(process)
        .onMessage(Stop.class, stop -> stop(process, stop))
        .onMessage(Fail.class, fail -> crash(process, fail.reason()))
        .onMessage(Judged.class, judged -> judged(process, judged.verdict()))
        .onMessage(Reload.class, reload -> reload(process, reload))
        .onMessageEquals(Internal.TIME_IS_UP, () -> fail(process, new CrashReason.Timeout()))
        .onMessage(LeaderExited.class, exited -> leaderGone(process, exited.exit()))
        .onMessage(Gone.class, gone -> goneWhileRunning(process, gone.part()))
        .build();
  }

  private Behavior<Command> leaving(OsProcess process, Stop stop) {
    return alive(process)
        .onMessage(Stop.class, again -> hurryLeaving(process, again))
        .onMessage(Fail.class, late -> Behaviors.same())
        .onMessage(Reload.class, ManagedProcess::tooLate)
        .onMessage(LeaderExited.class, exited -> leftEarly(process, exited.exit(), stop))
        .onMessage(Gone.class, gone -> goneWhileLeaving(process, gone.part(), stop))
        .onMessage(Judged.class, late -> Behaviors.same())
        .build();
  }

  private Behavior<Command> stopping(OsProcess process) {
    return alive(process)
        .onMessage(Stop.class, stop -> hurry(process, stop))
        .onMessage(Fail.class, late -> Behaviors.same())
        .onMessage(Reload.class, ManagedProcess::tooLate)
        .onMessageEquals(Internal.GRACE_OVER, () -> forceKill(process))
        .onMessage(LeaderExited.class, exited -> leaderGone(process, exited.exit()))
        .onMessage(Gone.class, gone -> remember(gone.part()))
        .onMessage(Judged.class, late -> Behaviors.same())
        .build();
  }

  private Behavior<Command> reaping(OsProcess process, ProcessExit exit) {
    return alive(process)
        .onMessage(Stop.class, stop -> hurry(process, stop))
        .onMessage(Fail.class, late -> Behaviors.same())
        .onMessage(Reload.class, ManagedProcess::tooLate)
        .onMessageEquals(Internal.GRACE_OVER, () -> forceKill(process))
        .onMessageEquals(Internal.LOOK_FOR_SURVIVORS, () -> lookForSurvivors(process, exit))
        .onMessage(Gone.class, gone -> remember(gone.part()))
        .onMessage(Judged.class, late -> Behaviors.same())
        .build();
  }

  private Behavior<Command> draining(OsProcess process, ProcessExit exit) {
    return alive(process)
        .onMessage(Stop.class, this::hurryEscaped)
        .onMessage(Reload.class, ManagedProcess::tooLate)
        .onMessage(Gone.class, gone -> endedWithout(gone.part(), exit))
        .onMessageEquals(Internal.DRAIN_LIMIT_REACHED, () -> giveUpOutput(process))
        .onMessageEquals(Internal.HANDLERS_STUCK, () -> leaveOutput(exit))
        .onAnyMessage(late -> Behaviors.same())
        .build();
  }

  /** What is the same in every phase. */
  private BehaviorBuilder<Command> alive(OsProcess process) {
    return Behaviors.receive(Command.class)
        .onMessage(SendSignal.class, message -> deliver(process, message))
        .onMessage(StdinCommand.class, command -> input(process, command))
        .onSignal(PostStop.class, stopped -> abandon(process));
  }

  // Handlers

  private Behavior<Command> stop(OsProcess process, Stop stop) {
    timers.cancel(Internal.TIME_IS_UP);
    Signal signal = ending.stop(stop);
    beginning.stopping();
    probes.end(stop.thorough());
    if (steps.areWantedBefore(stop)) {
      remainder.add(Remainder.Part.STEPS);
      events.leaving();
      steps.begin(context, process, new Gone(Remainder.Part.STEPS));
      return leaving(process, stop);
    }
    return send(process, signal, stop.shutdown());
  }

  private Behavior<Command> send(OsProcess process, Signal signal, Shutdown shutdown) {
    events.stopping(signal);
    askToEnd(process, signal, shutdown);
    return stopping(process);
  }

  private Behavior<Command> goneWhileLeaving(OsProcess process, Remainder.Part part, Stop stop) {
    remainder.remove(part);
    return part == Remainder.Part.STEPS
        ? send(process, stop.signal(), stop.shutdown())
        : Behaviors.same();
  }

  private Behavior<Command> hurryLeaving(OsProcess process, Stop again) {
    ending.hurry(again);
    if (steps.areWantedBefore(again)) {
      return leaving(process, again);
    }
    steps.breakOff();
    return send(process, again.isBrutal() ? Signal.KILL : again.signal(), again.shutdown());
  }

  /** What it leaves of its group was not asked to end before. */
  private Behavior<Command> leftEarly(OsProcess process, ProcessExit exit, Stop stop) {
    steps.processGone();
    if (process.hasSurvivors()) {
      askToEnd(process, stop.signal(), stop.shutdown());
    }
    return leaderGone(process, exit);
  }

  private Behavior<Command> crash(OsProcess process, CrashReason reason) {
    timers.cancel(Internal.TIME_IS_UP);
    ending.crash(reason);
    beginning.stopping();
    probes.end(false);
    process.signal(Signal.KILL, SignalScope.GROUP);
    return stopping(process);
  }

  private void ready() {
    beginning.ready();
    events.ready();
    owner.accept(new ProcessNotice.Running());
  }

  private Behavior<Command> judged(OsProcess process, Verdict verdict) {
    if (verdict instanceof Verdict.Failed failed) {
      return fail(process, failed.reason());
    }
    probes.stopWatching();
    ready();
    return Behaviors.same();
  }

  private Behavior<Command> goneWhileRunning(OsProcess process, Remainder.Part part) {
    remainder.remove(part);
    return part == Remainder.Part.PROBES
        ? fail(process, new CrashReason.Error("its probes failed; see the log"))
        : Behaviors.same();
  }

  /** It is ended as by an operator, but has failed. */
  private Behavior<Command> fail(OsProcess process, CrashReason reason) {
    timers.cancel(Internal.TIME_IS_UP);
    ending.fail(reason);
    beginning.stopping();
    probes.end(false);
    return send(process, spec.stopSignal(), spec.shutdown());
  }

  private Behavior<Command> hurry(OsProcess process, Stop stop) {
    ending.hurry(stop);
    if (stop.isBrutal()) {
      steps.breakOff();
      events.stopping(Signal.KILL);
      return forceKill(process);
    }
    askToEnd(process, stop.signal(), stop.shutdown());
    return Behaviors.same();
  }

  private Behavior<Command> forceKill(OsProcess process) {
    timers.cancel(Internal.GRACE_OVER);
    if (ending.force()) {
      events.forceKilling();
    }
    process.signal(Signal.KILL, SignalScope.GROUP);
    return Behaviors.same();
  }

  private Behavior<Command> leaderGone(OsProcess process, ProcessExit exit) {
    timers.cancel(Internal.TIME_IS_UP);
    beginning.leaderGone();
    probes.end(ending.isThorough());
    if (!process.hasSurvivors()) {
      return drain(process, exit);
    }
    LOG.debug("{} left others of its group behind", incarnation);
    if (ending.isForced()) {
      process.signal(Signal.KILL, SignalScope.GROUP);
    } else if (!ending.isAsked()) {
      askToEnd(process, spec.stopSignal(), spec.shutdown());
    }
    timers.startTimerWithFixedDelay(
        Internal.LOOK_FOR_SURVIVORS, Internal.LOOK_FOR_SURVIVORS, SURVIVOR_INTERVAL);
    return reaping(process, exit);
  }

  private Behavior<Command> lookForSurvivors(OsProcess process, ProcessExit exit) {
    return process.hasSurvivors() ? Behaviors.same() : drain(process, exit);
  }

  private Behavior<Command> drain(OsProcess process, ProcessExit exit) {
    timers.cancelAll();
    limits.release();
    ActorRef<Command> self = context.getSelf();
    CompletionStage<Void> gone = sweep(ending.grace());
    if (ending.isThorough() && !gone.toCompletableFuture().isDone()) {
      remainder.add(Remainder.Part.ESCAPED);
      gone.thenRun(() -> self.tell(new Gone(Remainder.Part.ESCAPED)));
    }
    if (outputEnd.isDone()) {
      remainder.remove(Remainder.Part.OUTPUT);
    } else {
      // Not before: of an output that ends first, as it mostly does, nobody has to be woken.
      outputEnd.thenRun(() -> self.tell(new Gone(Remainder.Part.OUTPUT)));
    }
    if (remainder.isNothing()) {
      return ended(exit, true);
    }
    timers.startSingleTimer(Internal.DRAIN_LIMIT_REACHED, ports.drainLimit());
    return draining(process, exit);
  }

  private Behavior<Command> giveUpOutput(OsProcess process) {
    if (!remainder.has(Remainder.Part.OUTPUT)) {
      return Behaviors.same();
    }
    LOG.debug("{}: a descendant holds its output open, or nobody takes it", incarnation);
    process.closeOutput();
    timers.startSingleTimer(Internal.HANDLERS_STUCK, STUCK_LIMIT);
    return Behaviors.same();
  }

  /** Its log hangs (a dead network disk): what is still to be written is written if it ever can. */
  private Behavior<Command> leaveOutput(ProcessExit exit) {
    LOG.warn("{} has ended, but its output cannot be written", incarnation);
    return endedWithout(Remainder.Part.OUTPUT, exit);
  }

  private Behavior<Command> endedWithout(Remainder.Part part, ProcessExit exit) {
    remainder.remove(part);
    return remainder.isNothing() ? ended(exit, true) : Behaviors.same();
  }

  private Behavior<Command> hurryEscaped(Stop stop) {
    if (stop.isBrutal()) {
      steps.breakOff();
      sweep(Duration.ZERO);
    }
    return Behaviors.same();
  }

  private Behavior<Command> remember(Remainder.Part part) {
    remainder.remove(part);
    return Behaviors.same();
  }

  private Behavior<Command> deliver(OsProcess process, SendSignal message) {
    message.onOutcome().accept(process.signal(message.signal(), SignalScope.GROUP));
    return Behaviors.same();
  }

  private Behavior<Command> reload(OsProcess process, Reload reload) {
    hook.reload(context, process, reload.onOutcome());
    return Behaviors.same();
  }

  private static Behavior<Command> tooLate(Reload reload) {
    reload.onOutcome().accept(new ReloadOutcome.Failed("it is ending"));
    return Behaviors.same();
  }

  private Behavior<Command> input(OsProcess process, StdinCommand command) {
    StandardInput.carryOut(command, process);
    return Behaviors.same();
  }

  private Behavior<Command> ended(ProcessExit exit, boolean launched) {
    over = true;
    Outcome outcome = ending.outcome(exit.status());
    Optional<CrashReason> reason =
        outcome == Outcome.FAILED
            ? Optional.of(postMortem.reason(exit.status()))
            : Optional.empty();
    beginning.ended(outcome, reason);
    events.ended(outcome, exit, reason);
    LOG.debug("{} ended: {}", incarnation, exit.status());
    // Its supervisor may be about to start a successor: sooner here than in a thread that sleeps.
    Relay.keepFromHere();
    owner.accept(
        new ProcessNotice.Ended(outcome, reason, launched, ending.ownExitCode(exit.status())));
    return leaving();
  }

  /** All is told: to end this actor, too, takes time that a successor is spared. */
  private Behavior<Command> leaving() {
    Relay.putOffFromHere();
    context.getSelf().tell(Internal.GO);
    return ENDED;
  }

  private Behavior<Command> abandon(OsProcess process) {
    if (!over) {
      process.signal(Signal.KILL, SignalScope.GROUP);
      process.closeOutput();
      limits.release();
      beginning.ended(Outcome.KILLED, Optional.empty());
      probes.end(false);
      sweep(Duration.ZERO);
    }
    return Behaviors.same();
  }

  // Helpers

  private void applyLimits() {
    if (!limits.inForce().isEmpty()) {
      events.limited(limits.inForce());
    }
    beginning
        .timeLeft()
        .ifPresent(t -> timers.startSingleTimer(Internal.TIME_IS_UP, Internal.TIME_IS_UP, t));
  }

  /** Ends what left the group. */
  private CompletionStage<Void> sweep(Duration grace) {
    return spec.escaped() == Escaped.LEAVE
        ? CompletableFuture.completedFuture(null)
        : ports
            .containment()
            .sweep(
                new Remains(incarnation.toString(), spec.stopSignal(), grace, ending.isThorough()));
  }

  private void askToEnd(OsProcess process, Signal signal, Shutdown shutdown) {
    if (shutdown instanceof Shutdown.BrutalKill || signal.equals(Signal.KILL)) {
      process.signal(Signal.KILL, SignalScope.GROUP);
      return;
    }
    process.signal(signal, SignalScope.GROUP);
    // A group that is suspended could not act on the signal: wake it up.
    process.signal(Signal.CONT, SignalScope.GROUP);
    timers.cancel(Internal.GRACE_OVER);
    if (shutdown instanceof Shutdown.Within within) {
      timers.startSingleTimer(Internal.GRACE_OVER, Internal.GRACE_OVER, within.grace());
    }
  }
}
