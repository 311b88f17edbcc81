package io.banyan.pool.worker.machine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides how many workers there are, and when one of them is ended. */
final class Staff {

  private final PoolRules rules;
  private final Crew crew;
  private final Strikes strikes;
  private final Tally tally;
  private final Agenda agenda;
  private final long idleNanos;

  Staff(PoolRules rules, RandomGenerator random, Tally tally, Agenda agenda) {
    this.rules = rules;
    this.crew = new Crew(rules.size().max());
    this.strikes = new Strikes(rules.trouble(), random);
    this.tally = tally;
    this.agenda = agenda;
    this.idleNanos = rules.idle().toNanos();
  }

  Crew crew() {
    return crew;
  }

  /** Why the last worker ended, when the pool is broken. */
  Optional<String> broken() {
    return strikes.isBroken() ? Optional.of(strikes.reason()) : Optional.empty();
  }

  /** How many there are to be, whatever there is to do; when broken, one that tries. */
  int least() {
    return strikes.isBroken() ? 1 : rules.size().min();
  }

  /** Starts as many as are wanted, as far as that is allowed now. */
  void grow(int wanted, long now) {
    int most = Math.min(rules.size().max(), wanted);
    while (crew.active() < most && now >= strikes.pauseUntil()) {
      if (strikes.isCareful() && crew.starting() > 0) {
        return;
      }
      Optional<Worker> worker = crew.start();
      if (worker.isEmpty()) {
        return;
      }
      tally.started++;
      agenda.decide(new Decision.Start(worker.get().number));
    }
  }

  void ready(Worker worker, long now) {
    if (worker.phase != Worker.Phase.STARTING) {
      return;
    }
    crew.ready(worker, now);
    rules.recycling().after().ifPresent(age -> agenda.wake(now + age.toNanos()));
    if (strikes.any()) {
      agenda.wake(now + strikes.probationNanos());
    }
    rested(worker, now);
  }

  void notStarted(Worker worker, String reason, long now) {
    if (worker.phase == Worker.Phase.STARTING) {
      crew.gone(worker);
      strike(reason, now);
    }
  }

  /** It is through with a task, and is well. */
  void through(Worker worker, long now) {
    worker.through++;
    reset();
    crew.rest(worker, now);
    rested(worker, now);
  }

  private void reset() {
    if (strikes.reset()) {
      agenda.decide(new Decision.Recover());
    }
  }

  private void rested(Worker worker, long now) {
    if (isSpent(worker, now)) {
      recycle(worker);
    } else if (crew.active() > rules.size().min()) {
      agenda.wake(now + idleNanos);
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
    stop(worker);
  }

  private void stop(Worker worker) {
    crew.ending(worker);
    agenda.decide(new Decision.Stop(worker.number));
  }

  void uses(Worker worker, long bytes) {
    if (rules.recycling().memoryBytes().orElse(Agenda.NEVER) <= bytes) {
      worker.heavy = true;
      if (worker.phase == Worker.Phase.IDLE) {
        recycle(worker);
      }
    }
  }

  void kill(Worker worker) {
    crew.ending(worker);
    agenda.decide(new Decision.Kill(worker.number));
  }

  /** It is gone, or might as well be. */
  void lose(Worker worker, Task task) {
    worker.lost = true;
    worker.useless = isUseless(worker, task);
    kill(worker);
  }

  /** One that has done nothing, unless it is known to be the task that kills workers. */
  private static boolean isUseless(Worker worker, @Nullable Task task) {
    return worker.through == 0 && (task == null || task.attempts <= 1);
  }

  /** It has ended; without effect where nobody is. */
  void ended(Worker worker, String reason, long now) {
    if (worker.phase == Worker.Phase.FREE) {
      return;
    }
    boolean asked = worker.phase == Worker.Phase.ENDING;
    boolean useless = asked ? worker.useless : isUseless(worker, worker.task);
    tally.lost += asked && !worker.lost ? 0 : 1;
    crew.gone(worker);
    if (useless) {
      strike(reason, now);
    }
  }

  private void strike(String reason, long now) {
    if (strikes.strike(reason, now)) {
      agenda.decide(new Decision.Break(reason));
    }
    wakeAfterPause(now);
  }

  private void wakeAfterPause(long now) {
    if (strikes.pauseUntil() > now) {
      agenda.wake(strikes.pauseUntil());
    }
  }

  /** Time has passed. */
  void woke(int queued, long now) {
    for (Worker worker : crew.all()) {
      if (worker.phase == Worker.Phase.IDLE) {
        look(worker, now);
      }
    }
    shrink(queued, now);
    wakeAfterPause(now);
  }

  private void look(Worker worker, long now) {
    if (strikes.any()) {
      if (now - worker.readyAt < strikes.probationNanos()) {
        agenda.wake(worker.readyAt + strikes.probationNanos());
      } else {
        reset();
      }
    }
    if (isSpent(worker, now)) {
      recycle(worker);
    } else {
      rules.recycling().after().ifPresent(age -> agenda.wake(worker.readyAt + age.toNanos()));
    }
  }

  /** Those who have been idle for longest go first. */
  private void shrink(int queued, long now) {
    List<Worker> idle =
        new ArrayList<>(
            crew.all().stream().filter(worker -> worker.phase == Worker.Phase.IDLE).toList());
    idle.sort(Comparator.comparingLong(worker -> worker.idleSince));
    for (Worker worker : idle) {
      if (crew.active() <= rules.size().min() || queued >= crew.idle()) {
        return;
      }
      if (now - worker.idleSince < idleNanos) {
        agenda.wake(worker.idleSince + idleNanos);
        return;
      }
      stop(worker);
    }
  }
}
