package io.banyan.pool.worker.machine;

import java.time.Duration;
import java.util.List;
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

  private enum Stage {
    OPEN,
    DRAINING,
    CLOSED
  }

  private final PoolRules rules;
  private final TaskLine line;
  private final Crew crew;
  private final Staff staff;
  private final Tally tally = new Tally();
  private final Agenda agenda = new Agenda();
  private final long timeoutNanos;
  private Stage stage = Stage.OPEN;
  private long drainUntil = Agenda.NEVER;

  /**
   * @param random what jitter is taken from
   */
  public PoolMachine(PoolRules rules, RandomGenerator random) {
    this.rules = rules;
    this.line = new TaskLine(rules.queueSize());
    this.staff = new Staff(rules, random, tally, agenda);
    this.crew = staff.crew();
    this.timeoutNanos = rules.tasks().timeout().map(Duration::toNanos).orElse(Agenda.NEVER);
  }

  /** The first workers. */
  public List<Decision> begin(long now) {
    agenda.open();
    staff.grow(wanted(), now);
    return agenda.decided();
  }

  /** Takes an event, and says what is to be done, in this order. */
  public List<Decision> on(PoolEvent event, long now) {
    agenda.open();
    take(event, now);
    assign(now);
    staff.grow(wanted(), now);
    finishDrain();
    return agenda.decided();
  }

  /** When time will matter next; {@link Long#MAX_VALUE} when it will not. */
  public long wakeAt() {
    return agenda.wakeAt();
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
        staff.broken(),
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
      staff.ready(crew.get(ready.worker()), now);
    } else if (event instanceof PoolEvent.NotStarted not) {
      staff.notStarted(crew.get(not.worker()), not.reason(), now);
    } else if (event instanceof PoolEvent.Ended ended) {
      ended(crew.get(ended.worker()), ended.reason(), now);
    } else if (event instanceof PoolEvent.Uses uses) {
      staff.uses(crew.get(uses.worker()), uses.bytes());
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
    } else if (staff.broken().isPresent()) {
      refuse(
          task, Refusal.BROKEN, Refusal.BROKEN.words() + ": a worker " + staff.broken().get(), now);
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
    agenda.decide(new Decision.Admit(task.id));
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
          staff.kill(worker);
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
      staff.lose(worker, task);
      goneWrong(task, RetryOn.CRASH, new TaskEnd.Crashed(lost.reason()), now);
    } else if (verdict instanceof Verdict.NotGiven) {
      task.attempts--;
      staff.lose(worker, task);
      again(task, now);
    } else {
      ran(task, now);
      staff.through(worker, now);
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
    agenda.decide(new Decision.Finish(task.id, end, task.course(now)));
  }

  private void ran(Task task, long now) {
    tally.runNanos += now - task.givenAt;
  }

  private void enter() {
    for (Task task = line.enter(); task != null; task = line.enter()) {
      agenda.decide(new Decision.Admit(task.id));
    }
  }

  /** A worker has ended; with it what it was doing. */
  private void ended(Worker worker, String reason, long now) {
    Task task = worker.task;
    staff.ended(worker, reason, now);
    if (task != null) {
      ran(task, now);
      goneWrong(task, RetryOn.CRASH, new TaskEnd.Crashed(reason), now);
    }
  }

  private int wanted() {
    int needed = crew.busy() + line.size();
    return switch (stage) {
      case OPEN -> Math.max(staff.least(), needed);
      case DRAINING -> needed;
      case CLOSED -> 0;
    };
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
    if (timeoutNanos != Agenda.NEVER) {
      agenda.wake(now + timeoutNanos);
    }
    agenda.decide(new Decision.Run(worker.number, task.id));
  }

  // Time

  private void woke(long now) {
    agenda.sleep();
    if (stage == Stage.DRAINING && now >= drainUntil) {
      abandon(now);
    }
    if (timeoutNanos != Agenda.NEVER) {
      crew.all().forEach(worker -> look(worker, now));
    }
    staff.woke(line.size(), now);
    if (stage == Stage.DRAINING) {
      agenda.wake(drainUntil);
    }
  }

  private void look(Worker worker, long now) {
    Task task = worker.task;
    if (task == null) {
      return;
    }
    if (now - task.givenAt < timeoutNanos) {
      agenda.wake(task.givenAt + timeoutNanos);
    } else {
      ran(task, now);
      staff.kill(worker);
      TaskEnd end = new TaskEnd.TimedOut(rules.tasks().timeout().orElseThrow());
      goneWrong(task, RetryOn.TIMEOUT, end, now);
    }
  }

  // The end

  private void drain(long now) {
    if (stage == Stage.OPEN) {
      stage = Stage.DRAINING;
      drainUntil = now + rules.drain().toNanos();
      agenda.wake(drainUntil);
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
        staff.kill(worker);
        finish(task, new TaskEnd.Abandoned(true), now);
      }
    }
  }

  private void finishDrain() {
    if (stage == Stage.DRAINING && line.size() == 0 && crew.busy() == 0) {
      stage = Stage.CLOSED;
      agenda.sleep();
      agenda.decide(new Decision.Drained());
    }
  }
}
