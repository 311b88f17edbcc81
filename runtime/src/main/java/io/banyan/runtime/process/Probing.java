package io.banyan.runtime.process;

import io.banyan.runtime.output.LineWatch;
import io.banyan.runtime.probe.HealthSpec;
import io.banyan.runtime.probe.Judge;
import io.banyan.runtime.probe.Liveness;
import io.banyan.runtime.probe.Probe;
import io.banyan.runtime.probe.ProbeAction;
import io.banyan.runtime.probe.ProbeResult;
import io.banyan.runtime.probe.Readiness;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.BehaviorBuilder;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Asks whether one incarnation is ready, and then whether it is well; a child of its actor, and
 * only there when something is to be asked.
 *
 * <pre>
 * waiting ─ LAUNCHED ─ readying ─ ready ─ living ─ failed ─┐
 *                         └─ not ready in time ────────────┴─ over
 * </pre>
 *
 * <p>{@link Fact#READY} in place of LAUNCHED leads from waiting to living.
 *
 * <p>{@link End} ends it in every phase, as soon as no program of a probe is left.
 */
final class Probing {

  /** What it is told. */
  sealed interface Command {}

  /**
   * Nothing is to be asked any more.
   *
   * @param thorough also what left the group of a program that asks is to be gone then
   */
  record End(boolean thorough) implements Command {}

  /** The answer to a question, which also means that its program is gone. */
  record Answered(int question, ProbeResult result) implements Command {}

  /** What became of looking for its line. */
  record Looked(LineWatch.Finding finding) implements Command {}

  /** What it is told of the process. */
  enum Fact implements Command {
    LAUNCHED,
    READY,
    NOTIFIED
  }

  private enum Timer implements Command {
    DUE,
    ANSWER_LIMIT,
    READY_LIMIT,
    START_PERIOD
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Subject subject;
  private final Consumer<Verdict> owner;
  private final Questions questions;

  /**
   * A behavior that begins with {@link Fact#LAUNCHED} or {@link Fact#READY}.
   *
   * @param owner told what is found out; called in the actor's thread
   */
  static Behavior<Command> create(Subject subject, Consumer<Verdict> owner) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(Probing.class);
          return Behaviors.withTimers(
              timers -> new Probing(context, timers, subject, owner).waiting());
        });
  }

  private Probing(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Subject subject,
      Consumer<Verdict> owner) {
    this.context = context;
    this.timers = timers;
    this.subject = subject;
    this.owner = owner;
    this.questions = new Questions(context, subject);
  }

  // Phases

  /** Its line may be there before it is known to have been launched: that is looked at later. */
  private Behavior<Command> waiting() {
    return Behaviors.withStash(
        2,
        stash ->
            Behaviors.receive(Command.class)
                .onMessageEquals(Fact.LAUNCHED, () -> stash.unstashAll(begin()))
                .onMessageEquals(Fact.READY, () -> stash.unstashAll(live()))
                .onMessage(End.class, end -> Behaviors.stopped())
                .onAnyMessage(
                    early -> {
                      stash.stash(early);
                      return Behaviors.same();
                    })
                .build());
  }

  private Behavior<Command> readying(ReadySpec spec, Readiness readiness) {
    Asking asking = new Asking(readiness, probe(spec.condition()), spec.attemptTimeout());
    return asking(asking)
        .onMessageEquals(Timer.READY_LIMIT, () -> carryOut(asking, readiness.timeIsUp()))
        .onMessageEquals(Fact.NOTIFIED, () -> carryOut(asking, readiness.heard()))
        .onMessage(Looked.class, looked -> carryOut(asking, looked(readiness, looked.finding())))
        .build();
  }

  private Behavior<Command> living(HealthSpec spec, Liveness liveness) {
    return asking(new Asking(liveness, Optional.of(spec.probe()), spec.timeout()))
        .onMessageEquals(
            Timer.START_PERIOD,
            () -> {
              liveness.startPeriodOver();
              return Behaviors.same();
            })
        .build();
  }

  /** Nothing is asked any more; a program may be left. */
  private Behavior<Command> over() {
    return Behaviors.receive(Command.class)
        .onMessage(Answered.class, this::forget)
        .onMessage(End.class, this::end)
        .onAnyMessage(late -> Behaviors.same())
        .build();
  }

  private Behavior<Command> ending() {
    return questions.isIdle()
        ? Behaviors.stopped()
        : Behaviors.receive(Command.class)
            .onMessage(
                Answered.class,
                answer -> {
                  questions.answered(answer);
                  return ending();
                })
            .onMessage(End.class, this::end)
            .onAnyMessage(late -> Behaviors.same())
            .build();
  }

  // Handlers

  /** Who judges, what is asked, and how long an answer may take. */
  private record Asking(Judge judge, Optional<Probe> probe, Duration limit) {}

  private BehaviorBuilder<Command> asking(Asking asking) {
    return Behaviors.receive(Command.class)
        .onMessageEquals(Timer.DUE, () -> carryOut(asking, asking.judge().due()))
        .onMessageEquals(Timer.ANSWER_LIMIT, () -> judged(asking, questions.timeIsUp()))
        .onMessage(Answered.class, answer -> judged(asking, questions.answered(answer)))
        .onMessage(End.class, this::end);
  }

  private Behavior<Command> begin() {
    Optional<ReadySpec> ready = subject.spec().probes().ready();
    if (ready.isEmpty()) {
      return live();
    }
    timers.startSingleTimer(Timer.READY_LIMIT, Timer.READY_LIMIT, ready.get().timeout());
    Readiness readiness = new Readiness(ready.get());
    Behavior<Command> next = readying(ready.get(), readiness);
    Asking asking =
        new Asking(readiness, probe(ready.get().condition()), ready.get().attemptTimeout());
    Behavior<Command> begun = carryOut(asking, readiness.begin());
    return begun == Behaviors.<Command>same() ? next : begun;
  }

  private Behavior<Command> live() {
    Optional<HealthSpec> health = subject.spec().probes().health();
    if (health.isEmpty()) {
      return over();
    }
    HealthSpec spec = health.get();
    Liveness liveness = new Liveness(spec);
    if (!spec.startPeriod().isZero()) {
      timers.startSingleTimer(Timer.START_PERIOD, Timer.START_PERIOD, spec.startPeriod());
    }
    Asking asking = new Asking(liveness, Optional.of(spec.probe()), spec.timeout());
    carryOut(asking, liveness.begin(subject.incarnation().path().hashCode()));
    return living(spec, liveness);
  }

  private Behavior<Command> judged(Asking asking, Optional<ProbeResult> result) {
    if (result.isEmpty()) {
      return Behaviors.same();
    }
    timers.cancel(Timer.ANSWER_LIMIT);
    return carryOut(asking, asking.judge().answered(result.get()));
  }

  private static List<ProbeAction> looked(Readiness readiness, LineWatch.Finding finding) {
    return finding instanceof LineWatch.Finding.GivenUp givenUp
        ? readiness.givenUp(givenUp.reason())
        : readiness.heard();
  }

  private Behavior<Command> forget(Answered late) {
    questions.answered(late);
    return Behaviors.same();
  }

  private Behavior<Command> end(End end) {
    timers.cancelAll();
    questions.breakOff(end.thorough());
    return ending();
  }

  // Actions

  private Behavior<Command> carryOut(Asking asking, List<ProbeAction> actions) {
    Behavior<Command> next = Behaviors.same();
    for (ProbeAction action : actions) {
      if (action instanceof ProbeAction.Ask) {
        return ask(asking);
      } else if (action instanceof ProbeAction.AskAfter later) {
        timers.startSingleTimer(Timer.DUE, Timer.DUE, later.pause());
      } else if (action instanceof ProbeAction.BecomeReady) {
        timers.cancelAll();
        owner.accept(new Verdict.Ready());
        next = live();
      } else if (action instanceof ProbeAction.Fail fail) {
        timers.cancelAll();
        questions.breakOff(false);
        owner.accept(new Verdict.Failed(fail.reason()));
        next = over();
      } else {
        tell(action);
      }
    }
    return next;
  }

  private Behavior<Command> ask(Asking asking) {
    if (asking.probe().isEmpty()) {
      return Behaviors.same();
    }
    timers.startSingleTimer(Timer.ANSWER_LIMIT, Timer.ANSWER_LIMIT, asking.limit());
    return judged(asking, questions.ask(asking.probe().get(), asking.limit()));
  }

  private void tell(ProbeAction action) {
    if (action instanceof ProbeAction.TellNotReady told) {
      subject.events().notReady(told.reason());
    } else if (action instanceof ProbeAction.TellUnhealthy told) {
      context.getLog().debug("{} is unhealthy: {}", subject.incarnation(), told.reason());
      subject.events().unhealthy(told);
    } else if (action instanceof ProbeAction.TellHealthy) {
      subject.events().healthy();
    }
  }

  private static Optional<Probe> probe(ReadyCondition condition) {
    return condition instanceof ReadyCondition.Answers answers
        ? Optional.of(answers.probe())
        : Optional.empty();
  }
}
