package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.Decision;
import io.banyan.pool.worker.machine.TaskEnd;
import java.util.Optional;

/**
 * What came of a task.
 *
 * @param <R> results
 */
public sealed interface TaskOutcome<R> {

  /** How often it was given to a worker, and how long that took. */
  Decision.Course course();

  /** It is done. */
  record Done<R>(R result, Decision.Course course) implements TaskOutcome<R> {}

  /**
   * It is not done.
   *
   * @param end why
   * @param cause what its function threw; empty when nothing of the kind is known
   */
  record NotDone<R>(TaskEnd end, Optional<Throwable> cause, Decision.Course course)
      implements TaskOutcome<R> {

    /** Why, for people. */
    public String words() {
      return EndWords.of(end, course);
    }
  }
}
