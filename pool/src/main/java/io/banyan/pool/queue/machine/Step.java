package io.banyan.pool.queue.machine;

import io.banyan.pool.queue.machine.Task.Standing;
import java.util.Optional;

/**
 * What becomes of one task next. It holds once it is kept: until then the task is neither to be had
 * nor to be changed, and if it cannot be kept everything stays as it was.
 *
 * @param before empty for a task that is pushed
 * @param after empty for a task that is gone
 */
public record Step<V>(Optional<Task<V>> before, Optional<Task<V>> after) {

  static <V> Step<V> push(Task<V> task) {
    return new Step<>(Optional.empty(), Optional.of(task));
  }

  static <V> Step<V> change(Task<V> before, Task<V> after) {
    return new Step<>(Optional.of(before), Optional.of(after));
  }

  static <V> Step<V> removal(Task<V> task) {
    return new Step<>(Optional.of(task), Optional.empty());
  }

  /** Of the task. */
  public long id() {
    return before.or(() -> after).orElseThrow().id();
  }

  /** Whether it is the delivery of a task. */
  public boolean isDelivery() {
    return leadsTo(Standing.TAKEN);
  }

  boolean isPush() {
    return before.isEmpty();
  }

  boolean leadsTo(Standing standing) {
    return after.isPresent() && after.get().standing() == standing;
  }

  boolean comesFrom(Standing standing) {
    return before.isPresent() && before.get().standing() == standing;
  }
}
