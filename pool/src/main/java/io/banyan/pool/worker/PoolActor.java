package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.Decision;
import io.banyan.pool.worker.machine.PoolEvent;
import io.banyan.pool.worker.machine.PoolMachine;
import io.banyan.pool.worker.machine.TaskEnd;
import io.banyan.supervision.tree.OperationResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Carries out what a {@link PoolMachine} decides: has workers started and ended by their
 * supervisor, hands them tasks, tells those who wait what came of theirs. When it ends, whatever is
 * not finished is told to be abandoned.
 */
final class PoolActor<T, R> extends AbstractBehavior<PoolActor.Command> {

  /** What a pool can be told. */
  sealed interface Command {}

  /** Who wants to hand in tasks. */
  record Meet(CompletableFuture<Pool<?, ?>> desk) implements Command {}

  private enum Internal implements Command {
    LOOK,
    WAKE,
    MEASURE
  }

  /** Finish what is there, then end. */
  enum End implements Command {
    NOW
  }

  private record Answered<R>(int worker, long task, Answer<R> answer) implements Command {}

  private record Tried(int worker, int occupant, OperationResult result) implements Command {}

  private record TryAgain(int worker, int occupant) implements Command {}

  private record Gone(int worker, int occupant, String reason) implements Command {}

  private static final long NEVER = Long.MAX_VALUE;
  private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(1);
  // So many tasks are taken from the desk before workers are listened to again.
  private static final int BATCH = 256;

  private final TimerScheduler<Command> timers;
  private final PoolDefinition<T, R> definition;
  private final Crewing<T, R> crew;
  private final LongSupplier clock;
  private final PoolMachine machine;
  private final Desk<T, R> desk;
  private final Map<Long, Entry<T, R>> entries = new HashMap<>();
  private final long begun;
  private long armedFor = NEVER;
  private boolean drained;

  static <T, R> Behavior<Command> create(PoolDefinition<T, R> definition, Crewing.Place place) {
    return Behaviors.setup(
        context -> {
          context.setLoggerName(PoolActor.class);
          return Behaviors.withTimers(
              timers -> new PoolActor<>(context, timers, definition, place).begin());
        });
  }

  private PoolActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      PoolDefinition<T, R> definition,
      Crewing.Place place) {
    super(context);
    this.timers = timers;
    this.definition = definition;
    this.clock = place.here().ports().nanoTime();
    this.begun = clock.getAsLong();
    this.machine = new PoolMachine(definition.rules(), place.here().ports().random());
    ActorRef<Command> self = context.getSelf();
    this.desk =
        new Desk<>(
            definition.name(),
            definition.rules().whenFull(),
            () -> self.tell(Internal.LOOK),
            () -> self.tell(End.NOW));
    this.crew = new Crewing<>(definition, place, context.getSystem());
  }

  private Behavior<Command> begin() {
    if (definition.rules().recycling().memoryBytes().isPresent()) {
      timers.startTimerWithFixedDelay(Internal.MEASURE, Internal.MEASURE, MEASURE_INTERVAL);
    }
    definition.front().ifPresent(front -> front.accept(desk));
    machine.begin(now()).forEach(this::carryOut);
    return this;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Answered.class, this::onAnswered)
        .onMessageEquals(Internal.LOOK, this::onLook)
        .onMessageEquals(Internal.WAKE, this::onWake)
        .onMessageEquals(Internal.MEASURE, this::onMeasure)
        .onMessage(Tried.class, this::onTried)
        .onMessage(TryAgain.class, this::onTryAgain)
        .onMessage(Gone.class, this::onGone)
        .onMessage(Meet.class, this::onMeet)
        .onMessageEquals(End.NOW, this::onEnd)
        .onSignal(PreRestart.class, signal -> close())
        .onSignal(PostStop.class, signal -> close())
        .build();
  }

  private Behavior<Command> onMeet(Meet meet) {
    meet.desk().complete(desk);
    return this;
  }

  private Behavior<Command> onLook() {
    desk.look();
    for (int taken = 0; taken < BATCH; taken++) {
      Desk.Slip<T, R> slip = desk.take();
      if (slip == null) {
        return this;
      }
      read(slip);
    }
    getContext().getSelf().tell(Internal.LOOK);
    return this;
  }

  private void read(Desk.Slip<T, R> slip) {
    if (slip instanceof Desk.New<T, R> fresh) {
      Entry<T, R> entry = fresh.entry();
      entries.put(entry.id(), entry);
      take(new PoolEvent.Submitted(entry.id()));
    } else if (slip instanceof Desk.Cancel<T, R> cancel) {
      Entry<T, R> entry = entries.get(cancel.task());
      take(new PoolEvent.Cancelled(cancel.task()));
      cancel.done().complete(entry != null && !entries.containsKey(cancel.task()));
    } else if (slip instanceof Desk.Ask<T, R> ask) {
      ask.status().complete(definition.status(machine.state()));
    }
  }

  @SuppressWarnings("unchecked")
  private Behavior<Command> onAnswered(Answered<?> answered) {
    Entry<T, R> entry = entries.get(answered.task());
    if (entry != null) {
      entry.brought((Answer<R>) answered.answer());
      take(new PoolEvent.Returned(answered.worker(), answered.task(), answered.answer().verdict()));
    }
    return ifDrained();
  }

  private Behavior<Command> onWake() {
    armedFor = NEVER;
    take(new PoolEvent.Woke());
    return ifDrained();
  }

  private Behavior<Command> onMeasure() {
    crew.memory().forEach((worker, bytes) -> take(new PoolEvent.Uses(worker, bytes)));
    return this;
  }

  // Workers

  private void start(int worker) {
    Berth<T, R> berth = crew.enter(worker);
    tryToStart(berth);
  }

  private void tryToStart(Berth<T, R> berth) {
    int occupant = berth.occupant;
    getContext()
        .pipeToSelf(
            crew.start(berth),
            (result, failure) ->
                new Tried(
                    berth.number,
                    occupant,
                    result == null ? new OperationResult.Failed(String.valueOf(failure)) : result));
  }

  private Behavior<Command> onTryAgain(TryAgain again) {
    Berth<T, R> berth = crew.berth(again.worker());
    if (berth.occupant == again.occupant()) {
      if (drained) {
        berth.leave();
      } else {
        tryToStart(berth);
      }
    }
    return ifDrained();
  }

  private Behavior<Command> onTried(Tried tried) {
    Berth<T, R> berth = crew.berth(tried.worker());
    if (berth.occupant != tried.occupant()) {
      return this;
    }
    if (Crewing.isStarted(tried.result())) {
      ActorRef<Command> self = getContext().getSelf();
      crew.whenGone(berth, reason -> self.tell(new Gone(berth.number, tried.occupant(), reason)));
      take(new PoolEvent.Ready(berth.number));
      if (drained) {
        crew.stop(berth);
      }
    } else if (crew.isTooEarly(berth, tried.result())) {
      timers.startSingleTimer(
          "start-" + berth.number,
          new TryAgain(berth.number, berth.occupant),
          Crewing.PREDECESSOR_LEAVES);
    } else {
      berth.leave();
      take(new PoolEvent.NotStarted(berth.number, Crewing.words(tried.result())));
    }
    return ifDrained();
  }

  private Behavior<Command> onGone(Gone gone) {
    Berth<T, R> berth = crew.berth(gone.worker());
    if (berth.occupant == gone.occupant()) {
      berth.leave();
      take(new PoolEvent.Ended(berth.number, gone.reason()));
    }
    return ifDrained();
  }

  // Decisions

  private void take(PoolEvent event) {
    for (Decision decision : machine.on(event, now())) {
      carryOut(decision);
    }
    long at = machine.wakeAt();
    if (at < armedFor) {
      armedFor = at;
      timers.startSingleTimer(
          Internal.WAKE, Internal.WAKE, Duration.ofNanos(Math.max(1, at - now())));
    }
  }

  private void carryOut(Decision decision) {
    if (decision instanceof Decision.Finish finish) {
      finish(finish);
    } else if (decision instanceof Decision.Run run) {
      run(run.worker(), run.task());
    } else if (decision instanceof Decision.Admit admit) {
      Entry<T, R> entry = entries.get(admit.task());
      if (entry != null) {
        entry.admitted().complete(null);
      }
    } else if (decision instanceof Decision.Start start) {
      start(start.worker());
    } else if (decision instanceof Decision.Stop stop) {
      crew.stop(crew.berth(stop.worker()));
    } else if (decision instanceof Decision.Kill kill) {
      crew.kill(crew.berth(kill.worker()));
    } else {
      tell(decision);
    }
  }

  private void run(int worker, long task) {
    Berth<T, R> berth = crew.berth(worker);
    Entry<T, R> entry = entries.get(task);
    WorkerLink<T, R> link = berth.link;
    if (entry != null && link != null) {
      ActorRef<Command> self = getContext().getSelf();
      link.run(entry.task(), answer -> self.tell(new Answered<>(worker, task, answer)));
    }
  }

  private void finish(Decision.Finish finish) {
    Entry<T, R> entry = entries.remove(finish.task());
    if (entry != null) {
      entry.finish(outcome(entry, finish));
    }
  }

  private TaskOutcome<R> outcome(Entry<T, R> entry, Decision.Finish finish) {
    if (finish.end() instanceof TaskEnd.Done && entry.last() instanceof Answer.Done<R> done) {
      return new TaskOutcome.Done<>(done.result(), finish.course());
    }
    Optional<Throwable> cause =
        finish.end() instanceof TaskEnd.Failed ? entry.cause() : Optional.empty();
    return new TaskOutcome.NotDone<>(finish.end(), cause, finish.course());
  }

  private void tell(Decision decision) {
    if (decision instanceof Decision.Break broken) {
      getContext()
          .getLog()
          .warn("pool {} is broken: a worker {}", definition.name(), broken.reason());
    } else if (decision instanceof Decision.Recover) {
      getContext().getLog().info("pool {} is mended", definition.name());
    } else if (decision instanceof Decision.Drained) {
      drained = true;
    }
  }

  // The end

  private Behavior<Command> onEnd() {
    if (!drained) {
      take(new PoolEvent.Drain());
      if (drained) {
        crew.stopAll();
      }
    }
    return ifDrained();
  }

  /** Ends when nothing is left to be done and no worker is there any more. */
  private Behavior<Command> ifDrained() {
    if (!drained) {
      return this;
    }
    crew.stopAll();
    return crew.isGone() ? Behaviors.stopped() : this;
  }

  private Behavior<Command> close() {
    desk.shut();
    entries
        .values()
        .forEach(
            entry ->
                entry.finish(
                    new TaskOutcome.NotDone<>(
                        new TaskEnd.Abandoned(true),
                        Optional.empty(),
                        new Decision.Course(0, 0, 0))));
    entries.clear();
    crew.close();
    return this;
  }

  private long now() {
    return clock.getAsLong() - begun;
  }
}
