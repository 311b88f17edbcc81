package io.banyan.testkit.time;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/** What is to happen, by the time at which it does. Safe from any thread. */
final class Agenda {

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::nanos).thenComparingLong(Entry::number));
  private long nanos;
  private long number;

  /** One thing; what is due at the same time happens in the order in which it was entered. */
  record Entry(long nanos, long number, Runnable task, Executor executor) {}

  synchronized long nanos() {
    return nanos;
  }

  synchronized Entry add(long delayNanos, Runnable task, Executor executor) {
    Entry entry = new Entry(nanos + Math.max(0, delayNanos), ++number, task, executor);
    entries.add(entry);
    return entry;
  }

  synchronized boolean remove(Entry entry) {
    return entries.remove(entry);
  }

  /** Takes the next thing due until then, and makes it that time. */
  synchronized Optional<Entry> next(long until) {
    Entry first = entries.peek();
    if (first == null || first.nanos() > until) {
      return Optional.empty();
    }
    entries.remove();
    nanos = Math.max(nanos, first.nanos());
    return Optional.of(first);
  }

  synchronized void advanceTo(long until) {
    nanos = Math.max(nanos, until);
  }
}
