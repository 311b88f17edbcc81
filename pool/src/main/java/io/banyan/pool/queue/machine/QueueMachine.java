package io.banyan.pool.queue.machine;

import io.banyan.pool.queue.machine.Task.Origin;
import io.banyan.pool.queue.machine.Task.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The decisions of one queue. Whoever asks for something gets a {@link Step}; it has happened once
 * {@link #kept} is told, and has not when {@link #notKept} is. Until then the task is busy: nobody
 * else can have it or change it.
 *
 * <pre>
 *           push           take            Done
 *  (none) --------> WAITING ------> TAKEN --------> (none)
 *                     ^  ^            |  Failed, Again, end of the lease:
 *                     |  +------------+    attempts left
 *              requeue|               |    none left
 *                     +---- DEAD <----+
 *                            | drop, too many
 *                            v
 *                          (none)
 * </pre>
 *
 * <p>Used by one thread at a time.
 */
public final class QueueMachine<V> {

  private final QueueRules rules;
  private final RandomGenerator random;
  private final Map<Long, Entry<V>> entries = new HashMap<>();
  private final Map<String, Long> keys = new HashMap<>();
  private final Shelves<V> shelves = new Shelves<>();
  private final Totals totals = new Totals();
  private long lastId;
  private long lastDelivery;
  private boolean closed;

  /**
   * @param random what backoff leaves to chance
   */
  public QueueMachine(QueueRules rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  /**
   * What was kept of an earlier life. What was with a consumer comes back: nobody knows what became
   * of it.
   *
   * @param tasks in any order
   * @param highestId that was ever used
   * @return what has to be kept of that
   */
  public List<Step<V>> restore(Collection<Task<V>> tasks, long highestId, Moment now) {
    List<Step<V>> steps = new ArrayList<>();
    lastId = Math.max(lastId, highestId);
    for (Task<V> task : tasks) {
      Entry<V> entry = new Entry<>(task);
      entries.put(task.id(), entry);
      lastId = Math.max(lastId, task.id());
      shelves.add(entry, now.time());
      if (task.standing() != Standing.DEAD) {
        claimKey(task);
      }
      if (task.standing() == Standing.TAKEN) {
        steps.add(
            begin(
                entry,
                Step.change(task, retried(task, now.time(), "the runtime ended", Duration.ZERO))));
      }
    }
    return steps;
  }

  /** A task wants in. */
  public Admission<V> push(Draft<V> draft, Moment now) {
    Optional<Long> same = draft.key().map(keys::get);
    if (closed) {
      return new Admission.Closed<>();
    } else if (same.isPresent()) {
      return new Admission.Duplicate<>(same.get());
    } else if (live() >= rules.capacity()) {
      return new Admission.Full<>();
    }
    Origin origin = new Origin(draft.priority(), draft.key(), now.time());
    Task<V> task =
        new Task<>(++lastId, draft.value(), origin, Standing.WAITING, draft.notBefore(), List.of());
    Entry<V> entry = new Entry<>(task);
    entries.put(task.id(), entry);
    claimKey(task);
    totals.arriving(1);
    return new Admission.Admitted<>(entry.begin(Step.push(task)));
  }

  /** A consumer wants the next task; empty when there is none now. */
  public Optional<Step<V>> take(Moment now) {
    return shelves
        .next(now.time())
        .map(entry -> begin(entry, Step.change(entry.task(), entry.task().taken(now.time()))));
  }

  /** What a consumer says of its task; empty when it is too late to say anything. */
  public Optional<Step<V>> settle(Ticket ticket, Outcome outcome, Moment now) {
    return held(ticket).map(entry -> begin(entry, settled(entry.task(), outcome, now.time())));
  }

  /**
   * Lets a consumer keep its task for so long from now.
   *
   * @return false when it is too late
   */
  public boolean extend(Ticket ticket, Duration lease, Moment now) {
    Optional<Entry<V>> held = held(ticket);
    held.ifPresent(
        entry -> {
          shelves.remove(entry);
          entry.lease(now.plus(lease).nanos());
          shelves.add(entry, now.time());
        });
    return held.isPresent();
  }

  /** What is to be done because time has passed, or because too much is kept. */
  public List<Step<V>> upkeep(Moment now) {
    List<Step<V>> steps = new ArrayList<>();
    for (Entry<V> entry : shelves.expired(now.nanos())) {
      Outcome lost = new Outcome.Failed("its lease ended");
      steps.add(begin(entry, settled(entry.task(), lost, now.time())));
    }
    for (Entry<V> entry : shelves.deadBeyond(rules.deadLetters())) {
      steps.add(begin(entry, Step.removal(entry.task())));
    }
    return steps;
  }

  /** A dead letter wants in again; empty when there is none of this id. */
  public Optional<Admission<V>> requeue(long id, Moment now) {
    return dead(id).map(entry -> readmit(entry, now));
  }

  private Admission<V> readmit(Entry<V> entry, Moment now) {
    Optional<Long> same = entry.task().origin().key().map(keys::get);
    if (closed) {
      return new Admission.Closed<>();
    } else if (same.isPresent()) {
      return new Admission.Duplicate<>(same.get());
    } else if (live() >= rules.capacity()) {
      return new Admission.Full<>();
    }
    claimKey(entry.task());
    return new Admission.Admitted<>(
        begin(entry, Step.change(entry.task(), entry.task().revived(now.time()))));
  }

  /** A dead letter is not wanted any more; empty when there is none of this id. */
  public Optional<Step<V>> drop(long id) {
    return dead(id).map(entry -> begin(entry, Step.removal(entry.task())));
  }

  /**
   * The step has happened.
   *
   * @return of a delivery: the number with which its consumer settles it; else 0
   */
  public long kept(Step<V> step, Moment now) {
    Entry<V> entry = ended(step);
    totals.count(step);
    if (step.after().isEmpty() || step.leadsTo(Standing.DEAD)) {
      releaseKey(entry.task());
    }
    if (step.after().isEmpty()) {
      entries.remove(step.id());
      return 0;
    }
    entry.become(step.after().get());
    if (step.isDelivery()) {
      entry.lease(++lastDelivery, now.plus(rules.lease()).nanos());
    }
    shelves.add(entry, now.time());
    return step.isDelivery() ? lastDelivery : 0;
  }

  /** The step could not be kept: everything is as it was before. */
  public void notKept(Step<V> step, Moment now) {
    Entry<V> entry = ended(step);
    if (step.isPush()) {
      totals.arriving(-1);
      entries.remove(step.id());
      releaseKey(entry.task());
      return;
    }
    if (step.comesFrom(Standing.DEAD) && step.after().isPresent()) {
      releaseKey(entry.task());
    }
    shelves.add(entry, now.time());
  }

  /** From now on nothing comes in. */
  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }

  /** Whether nothing is left to be done: dead letters do not count. */
  public boolean isDrained() {
    return live() == 0;
  }

  /** How long until {@link #take} or {@link #upkeep} can answer differently by themselves. */
  public Optional<Duration> nextWake(Moment now) {
    return shelves.nextWake(now);
  }

  /** Dead letters, the oldest tasks first. */
  public List<Task<V>> dead() {
    return shelves.dead().stream().map(Entry::task).toList();
  }

  /** All that is kept, in no order. */
  public List<Task<V>> all() {
    return entries.values().stream().filter(entry -> !entry.isArriving()).map(Entry::task).toList();
  }

  public long lastId() {
    return lastId;
  }

  public QueueCounts counts(Moment now) {
    shelves.next(now.time());
    int waiting = shelves.readySize();
    int delayed = shelves.delayedSize();
    int inFlight = live() - waiting - delayed - totals.arriving();
    return totals.counts(waiting, delayed, inFlight, shelves.deadSize());
  }

  /** Tasks that are no dead letters; those that are just becoming or ceasing to be ones are. */
  private int live() {
    return entries.size() - shelves.deadSize();
  }

  private Step<V> settled(Task<V> task, Outcome outcome, Instant now) {
    if (outcome instanceof Outcome.Failed failed) {
      Duration delay = rules.backoff().waitAfter(task.attempts().size() - 1, random);
      return Step.change(task, retried(task, now, failed.reason(), delay));
    } else if (outcome instanceof Outcome.Again again) {
      return Step.change(task, retried(task, now, again.reason(), again.delay()));
    } else if (outcome instanceof Outcome.GivenBack) {
      return Step.change(task, task.givenBack());
    }
    return Step.removal(task);
  }

  private Task<V> retried(Task<V> task, Instant now, String reason, Duration delay) {
    boolean last = task.attempts().size() >= rules.attempts();
    Standing next = last ? Standing.DEAD : Standing.WAITING;
    return task.failed(now, reason, next, now.plus(delay));
  }

  private Optional<Entry<V>> held(Ticket ticket) {
    return Optional.ofNullable(entries.get(ticket.task()))
        .filter(entry -> !entry.isBusy() && entry.task().standing() == Standing.TAKEN)
        .filter(entry -> entry.delivery() == ticket.delivery());
  }

  private Optional<Entry<V>> dead(long id) {
    return Optional.ofNullable(entries.get(id))
        .filter(entry -> !entry.isBusy() && entry.task().standing() == Standing.DEAD);
  }

  private Step<V> begin(Entry<V> entry, Step<V> step) {
    shelves.remove(entry);
    return entry.begin(step);
  }

  private Entry<V> ended(Step<V> step) {
    Entry<V> entry = entries.get(step.id());
    if (entry == null || !entry.isAt(step)) {
      throw new IllegalStateException("nothing of the kind is happening to task " + step.id());
    }
    entry.end();
    return entry;
  }

  private void claimKey(Task<V> task) {
    task.origin().key().ifPresent(key -> keys.put(key, task.id()));
  }

  private void releaseKey(Task<V> task) {
    task.origin().key().ifPresent(key -> keys.remove(key, task.id()));
  }
}
