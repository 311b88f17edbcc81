package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Admission;
import io.banyan.pool.queue.machine.Draft;
import io.banyan.pool.queue.machine.Moment;
import io.banyan.pool.queue.machine.Outcome;
import io.banyan.pool.queue.machine.QueueCounts;
import io.banyan.pool.queue.machine.QueueMachine;
import io.banyan.pool.queue.machine.QueueRules;
import io.banyan.pool.queue.machine.Step;
import io.banyan.pool.queue.machine.Task;
import io.banyan.pool.queue.machine.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One queue for many threads: the machine under a lock, those who wait, and what keeps its steps.
 * In memory a step is kept at once; otherwise once {@link #written} says so.
 *
 * <p>Everything that is asked for ends in {@link #pump}, which does whatever can be done now.
 */
final class QueueCore<V> {

  /** How long nothing is delivered after the store has failed. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final QueueMachine<V> machine;
  private final QueueTime time;
  private final Actions actions = new Actions();
  private final Wake wake;
  private final Consumer<Started<V>> keeping;
  private final Runnable closing;
  private final Deque<Promise<Optional<Held<V>>>> takers = new ArrayDeque<>();
  private final Arrivals<V> arrivals = new Arrivals<>(actions);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private Optional<Long> pausedUntil = Optional.empty();
  private boolean stopped;

  /** A task with a consumer. */
  record Held<V>(Ticket ticket, Task<V> task) {}

  /**
   * @param keeping of steps; empty in memory
   */
  QueueCore(QueueRules rules, QueuePorts ports, Optional<Keeping<V>> keeping) {
    this.machine = new QueueMachine<>(rules, ports.random());
    this.time = ports.time();
    this.wake = new Wake(ports.time(), this::woken);
    this.keeping = keeping.<Consumer<Started<V>>>map(one -> one::keep).orElse(this::keptAtOnce);
    this.closing = keeping.<Runnable>map(one -> () -> one.close(this::end)).orElse(this::end);
  }

  /** Where steps are kept. */
  interface Keeping<V> {

    /** Begins to; {@link QueueCore#written} tells the end. */
    void keep(Started<V> started);

    /** After everything that was begun. */
    void close(Runnable afterwards);
  }

  /**
   * What was kept of an earlier life.
   *
   * @return the steps that have to be kept before anything else, and were
   */
  List<Step<V>> restore(List<Task<V>> tasks, long lastId) {
    return actions.alone(() -> machine.restore(tasks, lastId, time.now()));
  }

  /** Those steps are kept: the queue can be used. */
  void restored(List<Step<V>> steps) {
    actions.alone(
        () -> {
          Moment now = time.now();
          steps.forEach(step -> machine.kept(step, now));
          pump(now);
        });
  }

  void push(Draft<V> draft, boolean mayWait, Promise<PushResult> promise) {
    actions.alone(
        () -> {
          Moment now = time.now();
          if (!admit(draft, mayWait, promise, now)) {
            arrivals.add(draft, promise);
          }
          pump(now);
        });
  }

  /** Gives up to wait for a place, if it still does. */
  void withdraw(Promise<PushResult> promise) {
    actions.alone(() -> arrivals.refuse(promise, PushResult.Reason.INTERRUPTED));
  }

  void take(Promise<Optional<Held<V>>> promise) {
    actions.alone(
        () -> {
          if (stopped) {
            actions.complete(promise, Optional.empty());
          } else {
            takers.addLast(promise);
            pump(time.now());
          }
        });
  }

  /** A taker that was told what it asked for, or something else, is no longer waiting. */
  void forget(Promise<Optional<Held<V>>> promise) {
    actions.alone(() -> takers.remove(promise));
  }

  void settle(Ticket ticket, Outcome outcome, Promise<Boolean> promise) {
    actions.alone(
        () -> {
          Moment now = time.now();
          Optional<Step<V>> step =
              stopped ? Optional.empty() : machine.settle(ticket, outcome, now);
          startOr(step, promise, true, false);
          pump(now);
        });
  }

  boolean extend(Ticket ticket, Duration lease) {
    return actions.alone(
        () -> {
          Moment now = time.now();
          boolean held = !stopped && machine.extend(ticket, lease, now);
          pump(now);
          return held;
        });
  }

  void drop(long id, Promise<Boolean> promise) {
    actions.alone(
        () -> {
          startOr(stopped ? Optional.empty() : machine.drop(id), promise, true, false);
          pump(time.now());
        });
  }

  void requeue(long id, Promise<RequeueResult> promise) {
    actions.alone(
        () -> {
          Moment now = time.now();
          Optional<Admission<V>> admission = machine.requeue(id, now);
          if (admission.isEmpty()) {
            actions.complete(promise, new RequeueResult.NotFound());
          } else if (!stopped && admission.get() instanceof Admission.Admitted<V> admitted) {
            arrivals.begin(id);
            start(admitted.step(), arrivals.then(id, promise, new RequeueResult.Requeued()));
          } else {
            actions.complete(promise, new RequeueResult.Refused(words(admission.get())));
          }
          pump(now);
        });
  }

  private static String words(Admission<?> admission) {
    if (admission instanceof Admission.Duplicate<?> duplicate) {
      return "task " + duplicate.id() + " has the same key";
    }
    return "the queue is " + (admission instanceof Admission.Full<?> ? "full" : "closed");
  }

  QueueCounts counts() {
    return actions.alone(() -> machine.counts(time.now()));
  }

  List<Task<V>> dead() {
    return actions.alone(machine::dead);
  }

  /** All that is kept, and the highest id. */
  <X> X known(BiFunction<List<Task<V>>, Long, X> reader) {
    return actions.alone(() -> reader.apply(machine.all(), machine.lastId()));
  }

  void close() {
    actions.alone(
        () -> {
          machine.close();
          pump(time.now());
        });
  }

  void stop() {
    actions.alone(
        () -> {
          machine.close();
          endAll();
        });
  }

  CompletableFuture<Void> whenEnded() {
    return ended;
  }

  /** What came of these steps. */
  void written(List<Started<V>> batch, Optional<QueueException> failure) {
    actions.alone(
        () -> {
          Moment now = time.now();
          pausedUntil = failure.map(why -> now.plus(PAUSE).nanos());
          for (Started<V> started : batch) {
            if (failure.isEmpty()) {
              started.then().kept(machine.kept(started.step(), now));
            } else {
              machine.notKept(started.step(), now);
              started.then().notKept(failure.get());
            }
          }
          pump(now);
        });
  }

  private void keptAtOnce(Started<V> started) {
    started.then().kept(machine.kept(started.step(), time.now()));
  }

  private void woken() {
    actions.alone(
        () -> {
          wake.clear();
          pump(time.now());
        });
  }

  private void pump(Moment now) {
    if (stopped) {
      return;
    }
    arrivals.admit((draft, promise) -> admit(draft, true, promise, now));
    Optional<Duration> pause = pause(now);
    if (pause.isEmpty()) {
      keepUp(now);
      serve(now);
    }
    wake.set(now, pause.or(() -> machine.nextWake(now)));
    if (machine.isClosed() && machine.isDrained()) {
      endAll();
    }
  }

  private Optional<Duration> pause(Moment now) {
    return pausedUntil
        .map(until -> Duration.ofNanos(until - now.nanos()))
        .filter(left -> !left.isNegative() && !left.isZero());
  }

  private void keepUp(Moment now) {
    List<Step<V>> steps = machine.upkeep(now);
    while (!steps.isEmpty()) {
      steps.forEach(step -> start(step, delivery -> {}));
      steps = machine.upkeep(now);
    }
  }

  private void serve(Moment now) {
    while (!takers.isEmpty()) {
      if (takers.getFirst().future().isDone()) {
        takers.removeFirst();
        continue;
      }
      Optional<Step<V>> step = machine.take(now);
      if (step.isEmpty()) {
        return;
      }
      start(step.get(), delivering(takers.removeFirst(), step.get()));
    }
  }

  private Started.Then delivering(Promise<Optional<Held<V>>> taker, Step<V> step) {
    return new Started.Then() {
      @Override
      public void kept(long delivery) {
        Held<V> held = new Held<>(new Ticket(step.id(), delivery), step.after().orElseThrow());
        actions.later(() -> taker.on().execute(() -> hand(held, taker)));
      }

      @Override
      public void notKept(QueueException why) {
        takers.addFirst(taker);
      }
    };
  }

  private void hand(Held<V> held, Promise<Optional<Held<V>>> taker) {
    if (!taker.future().complete(Optional.of(held))) {
      settle(held.ticket(), new Outcome.GivenBack(), Promise.direct());
    }
  }

  /** False when it has to wait for a place. */
  private boolean admit(Draft<V> draft, boolean mayWait, Promise<PushResult> promise, Moment now) {
    Admission<V> admission = stopped ? new Admission.Closed<>() : machine.push(draft, now);
    if (admission instanceof Admission.Admitted<V> admitted) {
      long id = admitted.step().id();
      arrivals.begin(id);
      start(admitted.step(), arrivals.then(id, promise, new PushResult.Pushed(id)));
    } else if (admission instanceof Admission.Duplicate<V> duplicate) {
      arrivals.same(duplicate.id(), promise);
    } else if (admission instanceof Admission.Closed<V>) {
      actions.complete(promise, new PushResult.Refused(PushResult.Reason.CLOSED));
    } else if (mayWait) {
      return false;
    } else {
      actions.complete(promise, new PushResult.Refused(PushResult.Reason.FULL));
    }
    return true;
  }

  private <X> void startOr(Optional<Step<V>> step, Promise<X> promise, X kept, X none) {
    if (step.isEmpty()) {
      actions.complete(promise, none);
    } else {
      start(step.get(), arrivals.then(step.get().id(), promise, kept));
    }
  }

  private void start(Step<V> step, Started.Then then) {
    keeping.accept(new Started<>(step, then));
  }

  private void endAll() {
    if (stopped) {
      return;
    }
    stopped = true;
    wake.cancel();
    takers.forEach(taker -> actions.complete(taker, Optional.empty()));
    takers.clear();
    arrivals.refuseAll(PushResult.Reason.CLOSED);
    actions.later(closing);
  }

  private void end() {
    ended.completeAsync(() -> null);
  }
}
