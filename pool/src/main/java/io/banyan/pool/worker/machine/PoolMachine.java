package io.banyan.pool.worker.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one pool. Each task that is submitted is finished exactly once, is given to one
 * worker at a time, and to another one only by the rules; there are never more workers than places.
 *
 * <p>Times are monotonic nanoseconds. Whoever carries out the decisions tells {@link
 * PoolEvent.Woke} at {@link #wakeAt}, or later. Used by one thread.
 */
public final class PoolMachine {

  private static final long NEVER = Long.MAX_VALUE;

  private enum Stage {
    OPEN,
    DRAINING,
    CLOSED
  }

  private final PoolRules rules;
  private final TaskLine line;
  private final Crew crew;
  private final Strikes strikes;
  private final Tally tally = new Tally();
  private final long idleNanos;
  private final long timeoutNanos;
  private Stage stage = Stage.OPEN;
  private long drainUntil = NEVER;
  private long wakeAt = NEVER;
  private List<Decision> decided = List.of();

  /**
   * @param random what jitter is taken from
   */
  public PoolMachine(PoolRules rules, RandomGenerator random) {
    this.rules = rules;
    this.line = new TaskLine(rules.queueSize());
    this.crew = new Crew(rules.size().max());
    this.strikes = new Strikes(rules.trouble(), random);
    this.idleNanos = rules.idle().toNanos();
    this.timeoutNanos = rules.tasks().timeout().map(Duration::toNanos).orElse(NEVER);
  }

  /** The first workers. */
  public List<Decision> begin(long now) {
    decided = new ArrayList<>();
    grow(now);
    return decided;
  }

  /** Takes an event, and says what is to be done, in this order. */
  public List<Decision> on(PoolEvent event, long now) {
    decided = new ArrayList<>(4);
    take(event, now);
    assign(now);
    grow(now);
    finishDrain();
    return decided;
  }

  /** When time will matter next; {@link Long#MAX_VALUE} when it will not. */
  public long wakeAt() {
    return wakeAt;
  }

  /** How it stands. */
  public PoolState state() {
    return new PoolState(
        crew.starting(),
        crew.idle(),
        crew.busy(),
        crew.present() - crew.active(),
        line.size(),
        line.outside(),
        strikes.isBroken() ? Optional.of(strikes.reason()) : Optional.empty(),
        stage != Stage.OPEN,
        tally.counts());
  }

  private void take(PoolEvent event, long now) {
    if (event instanceof PoolEvent.Submitted submitted) {
      submitted(new Task(submitted.task(), now), now);
    } else if (event instanceof PoolEvent.Returned returned) {
      returned(returned, now);
    } else if (event instanceof PoolEvent.Cancelled cancelled) {
      cancelled(cancelled.task(), now);
    } else if (event instanceof PoolEvent.Ready ready) {
      ready(crew.get(ready.worker()), now);
    } else if (event instanceof PoolEvent.NotStarted not) {
      notStarted(crew.get(not.worker()), not.reason(), now);
    } else if (event instanceof PoolEvent.Ended ended) {
      ended(crew.get(ended.worker()), ended.reason(), now);
    } else if (event instanceof PoolEvent.Uses uses) {
      uses(crew.get(uses.worker()), uses.bytes());
    } else if (event instanceof PoolEvent.Drain) {
      drain(now);
    } else {
      woke(now);
    }
  }

  // Tasks

  private void submitted(Task task, long now) {
    tally.submitted++;
    if (stage != Stage.OPEN) {
      refuse(task, Refusal.CLOSED, Refusal.CLOSED.words(), now);
    } else if (strikes.isBroken()) {
      refuse(task, Refusal.BROKEN, Refusal.BROKEN.words() + ": " + strikes.reason(), now);
    } else if (line.hasRoom()) {
      admit(task);
    } else {
      overflow(task, now);
    }
  }

  private void overflow(Task task, long now) {
    switch (rules.whenFull()) {
      case REFUSE -> refuse(task, Refusal.FULL, Refusal.FULL.words(), now);
      case WAIT -> line.addOutside(task);
      case DROP_OLDEST -> {
        Task oldest = line.pollOldest();
        if (oldest != null) {
          finish(oldest, new TaskEnd.Dropped(), now);
        }
        admit(task);
      }
    }
  }

  private void admit(Task task) {
    line.add(task);
    decided.add(new Decision.Admit(task.id));
  }

  private void refuse(Task task, Refusal why, String words, long now) {
    finish(task, new TaskEnd.Refused(why, words), now);
  }

  private void cancelled(long id, long now) {
    Task waiting = line.remove(id);
    if (waiting != null) {
      finish(waiting, new TaskEnd.Cancelled(false), now);
      enter();
    } else if (rules.tasks().whenCancelled() == WhenCancelled.INTERRUPT) {
      for (Worker worker : crew.all()) {
        Task task = worker.task;
        if (task != null && task.id == id) {
          ran(task, now);
          kill(worker);
          finish(task, new TaskEnd.Cancelled(true), now);
        }
      }
    }
  }

  private void returned(PoolEvent.Returned returned, long now) {
    Worker worker = crew.get(returned.worker());
    Task task = worker.task;
    if (task == null || task.id != returned.task()) {
      return;
    }
    Verdict verdict = returned.verdict();
    if (verdict instanceof Verdict.Lost lost) {
      ran(task, now);
      lose(worker, task);
      goneWrong(task, RetryOn.CRASH, new TaskEnd.Crashed(lost.reason()), now);
    } else if (verdict instanceof Verdict.NotGiven) {
      task.attempts--;
      lose(worker, task);
      again(task, now);
    } else {
      ran(task, now);
      through(worker, now);
      if (verdict instanceof Verdict.Failed failed) {
        goneWrong(task, RetryOn.FAILURE, new TaskEnd.Failed(failed.reason()), now);
      } else {
        finish(task, new TaskEnd.Done(), now);
      }
    }
  }

  /** Something happened to the task that may be tried again. */
  private void goneWrong(Task task, RetryOn how, TaskEnd end, long now) {
    if (task.attempts < rules.tasks().attempts() && rules.tasks().retryOn().contains(how)) {
      again(task, now);
    } else {
      finish(task, end, now);
    }
  }

  private void again(Task task, long now) {
    if (stage == Stage.CLOSED) {
      finish(task, new TaskEnd.Abandoned(true), now);
    } else {
      line.addAgain(task);
    }
  }

  private void finish(Task task, TaskEnd end, long now) {
    tally.end(end);
    decided.add(new Decision.Finish(task.id, end, task.course(now)));
  }

  private void ran(Task task, long now) {
    tally.runNanos += now - task.givenAt;
  }

  private void enter() {
    for (Task task = line.enter(); task != null; task = line.enter()) {
      decided.add(new Decision.Admit(task.id));
    }
  }

  private void assign(long now) {
    for (Worker worker = crew.nextIdle(); worker != null; worker = crew.nextIdle()) {
      Task task = line.poll();
      if (task == null) {
        return;
      }
      enter();
      give(worker, task, now);
    }
  }

  private void give(Worker worker, Task task, long now) {
    crew.work(worker, task);
    task.attempts++;
    task.givenAt = now;
    tally.given++;
    tally.waitNanos += task.attempts == 1 ? now - task.submittedAt : 0;
    tally.retried += task.attempts == 1 ? 0 : 1;
    if (timeoutNanos != NEVER) {
      wake(now + timeoutNanos);
    }
    decided.add(new Decision.Run(worker.number, task.id));
  }

  // Workers

  private void ready(Worker worker, long now) {
    if (worker.phase != Worker.Phase.STARTING) {
      return;
    }
    crew.ready(worker, now);
    rules.recycling().after().ifPresent(age -> wake(now + age.toNanos()));
    if (strikes.any()) {
      wake(now + strikes.probationNanos());
    }
    rested(worker, now);
  }

  /** It is through with a task, and is well. */
  private void through(Worker worker, long now) {
    worker.through++;
    if (strikes.reset()) {
      decided.add(new Decision.Recover());
    }
    crew.rest(worker, now);
    rested(worker, now);
  }

  private void rested(Worker worker, long now) {
    if (isSpent(worker, now)) {
      recycle(worker);
    } else if (crew.active() > rules.size().min()) {
      wake(now + idleNanos);
    }
  }

  private boolean isSpent(Worker worker, long now) {
    Recycling recycling = rules.recycling();
    return worker.heavy
        || (recycling.tasks().isPresent() && worker.through >= recycling.tasks().getAsInt())
        || recycling.after().filter(age -> now - worker.readyAt >= age.toNanos()).isPresent();
  }

  private void recycle(Worker worker) {
    tally.recycled++;
    crew.ending(worker);
    decided.add(new Decision.Stop(worker.number));
  }

  private void uses(Worker worker, long bytes) {
    if (rules.recycling().memoryBytes().orElse(NEVER) <= bytes) {
      worker.heavy = true;
      if (worker.phase == Worker.Phase.IDLE) {
        recycle(worker);
      }
    }
  }

  private void kill(Worker worker) {
    crew.ending(worker);
    decided.add(new Decision.Kill(worker.number));
  }

  private void lose(Worker worker, Task task) {
    worker.lost = true;
    worker.useless = isUseless(worker, task);
    kill(worker);
  }

  /** One that has done nothing, unless it is known to be the task that kills workers. */
  private static boolean isUseless(Worker worker, @Nullable Task task) {
    return worker.through == 0 && (task == null || task.attempts <= 1);
  }

  private void notStarted(Worker worker, String reason, long now) {
    if (worker.phase == Worker.Phase.STARTING) {
      crew.gone(worker);
      strike(reason, now);
    }
  }

  private void ended(Worker worker, String reason, long now) {
    Worker.Phase phase = worker.phase;
    if (phase == Worker.Phase.FREE) {
      return;
    }
    Task task = worker.task;
    boolean useless = phase == Worker.Phase.ENDING ? worker.useless : isUseless(worker, task);
    tally.lost += phase == Worker.Phase.ENDING && !worker.lost ? 0 : 1;
    crew.gone(worker);
    if (useless) {
      strike(reason, now);
    }
    if (task != null) {
      ran(task, now);
      goneWrong(task, RetryOn.CRASH, new TaskEnd.Crashed(reason), now);
    }
  }

  private void strike(String reason, long now) {
    if (strikes.strike(reason, now)) {
      decided.add(new Decision.Break(reason));
    }
    if (strikes.pauseUntil() > now) {
      wake(strikes.pauseUntil());
    }
  }

  private void grow(long now) {
    int most = Math.min(rules.size().max(), wanted());
    while (crew.active() < most && now >= strikes.pauseUntil()) {
      if (strikes.isCareful() && crew.starting() > 0) {
        return;
      }
      Optional<Worker> worker = crew.start();
      if (worker.isEmpty()) {
        return;
      }
      tally.started++;
      decided.add(new Decision.Start(worker.get().number));
    }
  }

  private int wanted() {
    int needed = crew.busy() + line.size();
    return switch (stage) {
      // One at least when it is broken: else nobody would ever find out that it is mended.
      case OPEN -> Math.max(strikes.isBroken() ? 1 : rules.size().min(), needed);
      case DRAINING -> needed;
      case CLOSED -> 0;
    };
  }

  // Time

  private void wake(long at) {
    wakeAt = Math.min(wakeAt, at);
  }

  private void woke(long now) {
    wakeAt = NEVER;
    if (stage == Stage.DRAINING && now >= drainUntil) {
      abandon(now);
    }
    for (Worker worker : crew.all()) {
      look(worker, now);
    }
    // Idle ones from the oldest on, which are not in the order of their places.
    shrink(now);
    if (strikes.pauseUntil() > now) {
      wake(strikes.pauseUntil());
    }
    if (stage == Stage.DRAINING) {
      wake(drainUntil);
    }
  }

  private void look(Worker worker, long now) {
    Task task = worker.task;
    if (task != null && timeoutNanos != NEVER) {
      if (now - task.givenAt >= timeoutNanos) {
        ran(task, now);
        kill(worker);
        TaskEnd end = new TaskEnd.TimedOut(rules.tasks().timeout().orElseThrow());
        goneWrong(task, RetryOn.TIMEOUT, end, now);
      } else {
        wake(task.givenAt + timeoutNanos);
      }
    } else if (worker.phase == Worker.Phase.IDLE) {
      lookIdle(worker, now);
    }
  }

  private void lookIdle(Worker worker, long now) {
    if (strikes.any()) {
      if (now - worker.readyAt < strikes.probationNanos()) {
        wake(worker.readyAt + strikes.probationNanos());
      } else if (strikes.reset()) {
        decided.add(new Decision.Recover());
      }
    }
    if (isSpent(worker, now)) {
      recycle(worker);
    } else {
      rules.recycling().after().ifPresent(age -> wake(worker.readyAt + age.toNanos()));
    }
  }

  private void shrink(long now) {
    List<Worker> resting =
        crew.all().stream().filter(worker -> worker.phase == Worker.Phase.IDLE).toList();
    List<Worker> longest = new ArrayList<>(resting);
    longest.sort((one, other) -> Long.compare(one.idleSince, other.idleSince));
    for (Worker worker : longest) {
      if (crew.active() <= rules.size().min() || line.size() >= crew.idle()) {
        return;
      }
      if (now - worker.idleSince < idleNanos) {
        wake(worker.idleSince + idleNanos);
        return;
      }
      crew.ending(worker);
      decided.add(new Decision.Stop(worker.number));
    }
  }

  // The end

  private void drain(long now) {
    if (stage == Stage.OPEN) {
      stage = Stage.DRAINING;
      drainUntil = now + rules.drain().toNanos();
      wake(drainUntil);
      line.clearOutside()
          .forEach(task -> refuse(task, Refusal.CLOSED, Refusal.CLOSED.words(), now));
    }
  }

  private void abandon(long now) {
    line.clear().forEach(task -> finish(task, new TaskEnd.Abandoned(task.attempts > 0), now));
    for (Worker worker : crew.all()) {
      @Nullable Task task = worker.task;
      if (task != null) {
        ran(task, now);
        kill(worker);
        finish(task, new TaskEnd.Abandoned(true), now);
      }
    }
  }

  private void finishDrain() {
    if (stage == Stage.DRAINING && line.size() == 0 && crew.busy() == 0) {
      stage = Stage.CLOSED;
      wakeAt = NEVER;
      decided.add(new Decision.Drained());
    }
  }
}
