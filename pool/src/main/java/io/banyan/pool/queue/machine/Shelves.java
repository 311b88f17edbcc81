package io.banyan.pool.queue.machine;

import io.banyan.pool.queue.machine.Task.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tasks in the orders in which they are wanted: those that can be had by priority and then by id,
 * those that have to wait by their time, those that are with consumers by the end of their leases.
 * A task that something is happening to is on none.
 */
final class Shelves<V> {

  // Plain comparisons: these are most of what a task costs in memory.
  private final TreeSet<Entry<V>> ready = new TreeSet<>(Shelves::byPriority);
  private final TreeSet<Entry<V>> delayed = new TreeSet<>(Shelves::byTime);
  private final TreeSet<Entry<V>> leased = new TreeSet<>(Shelves::byDeadline);
  private final TreeMap<Long, Entry<V>> dead = new TreeMap<>();

  private static int byPriority(Entry<?> one, Entry<?> other) {
    int order = Integer.compare(other.priority(), one.priority());
    return order == 0 ? Long.compare(one.id(), other.id()) : order;
  }

  private static int byTime(Entry<?> one, Entry<?> other) {
    int order = one.task().notBefore().compareTo(other.task().notBefore());
    return order == 0 ? Long.compare(one.id(), other.id()) : order;
  }

  /** Of a monotonic clock, which may turn over. */
  private static int byDeadline(Entry<?> one, Entry<?> other) {
    int order = Long.signum(one.deadline() - other.deadline());
    return order == 0 ? Long.compare(one.id(), other.id()) : order;
  }

  void add(Entry<V> entry, Instant now) {
    Task<V> task = entry.task();
    switch (task.standing()) {
      case WAITING -> (task.notBefore().isAfter(now) ? delayed : ready).add(entry);
      case TAKEN -> leased.add(entry);
      case DEAD -> dead.put(entry.id(), entry);
    }
  }

  void remove(Entry<V> entry) {
    if (entry.task().standing() == Standing.WAITING) {
      if (!ready.remove(entry)) {
        delayed.remove(entry);
      }
    } else if (entry.task().standing() == Standing.TAKEN) {
      leased.remove(entry);
    } else {
      dead.remove(entry.id());
    }
  }

  /** The next one to be delivered. */
  Optional<Entry<V>> next(Instant now) {
    while (!delayed.isEmpty() && !delayed.first().task().notBefore().isAfter(now)) {
      ready.add(delayed.pollFirst());
    }
    return ready.isEmpty() ? Optional.empty() : Optional.of(ready.first());
  }

  /** Those whose leases have ended. */
  List<Entry<V>> expired(long nanos) {
    List<Entry<V>> expired = new ArrayList<>();
    for (Entry<V> entry : leased) {
      if (entry.deadline() - nanos > 0) {
        break;
      }
      expired.add(entry);
    }
    return expired;
  }

  /** The dead letters that are more than this many; the oldest tasks first. */
  List<Entry<V>> deadBeyond(int most) {
    return dead.size() <= most
        ? List.of()
        : dead.values().stream().limit(dead.size() - most).toList();
  }

  Collection<Entry<V>> dead() {
    return dead.values();
  }

  int readySize() {
    return ready.size();
  }

  int delayedSize() {
    return delayed.size();
  }

  int deadSize() {
    return dead.size();
  }

  /** How long until a task may be delivered or a lease ends. */
  Optional<Duration> nextWake(Moment now) {
    Optional<Duration> due =
        delayed.isEmpty()
            ? Optional.empty()
            : Optional.of(Duration.between(now.time(), delayed.first().task().notBefore()));
    Optional<Duration> end =
        leased.isEmpty()
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(leased.first().deadline() - now.nanos()));
    return due.isEmpty() || (end.isPresent() && end.get().compareTo(due.get()) < 0) ? end : due;
  }
}
