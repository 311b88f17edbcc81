package io.banyan.pool.worker;

/** A task is not done; its cause is what its function threw, if it did. */
public final class TaskException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient TaskOutcome.NotDone<?> outcome;

  TaskException(TaskOutcome.NotDone<?> outcome) {
    super(outcome.words(), outcome.cause().orElse(null));
    this.outcome = outcome;
  }

  /** What came of it. */
  public TaskOutcome.NotDone<?> outcome() {
    return outcome;
  }
}
