package io.banyan.pool.queue.machine;

import org.jspecify.annotations.Nullable;

/** One task in the machine, with what need not be kept of it. */
final class Entry<V> {

  private Task<V> task;
  private @Nullable Step<V> pending;

  /** The number of its latest delivery, and when the lease of that ends, in monotonic nanos. */
  private long delivery;

  private long deadline;

  Entry(Task<V> task) {
    this.task = task;
  }

  long id() {
    return task.id();
  }

  int priority() {
    return task.origin().priority();
  }

  Task<V> task() {
    return task;
  }

  void become(Task<V> next) {
    task = next;
  }

  boolean isBusy() {
    return pending != null;
  }

  /** Whether this very step is what happens to it. */
  @SuppressWarnings("ReferenceEquality")
  boolean isAt(Step<V> step) {
    return pending == step;
  }

  /** Whether it is not kept yet. */
  boolean isArriving() {
    return pending != null && pending.isPush();
  }

  /** Until this is kept, or cannot be, nothing else happens to it. */
  Step<V> begin(Step<V> step) {
    pending = step;
    return step;
  }

  void end() {
    pending = null;
  }

  long delivery() {
    return delivery;
  }

  void lease(long number, long until) {
    delivery = number;
    deadline = until;
  }

  /** The same lease, for longer or shorter. */
  void lease(long until) {
    deadline = until;
  }

  long deadline() {
    return deadline;
  }
}
