package io.banyan.pool.worker.machine;

/** What a pool does. */
public sealed interface Decision {

  /** Start this worker. Answered by {@link PoolEvent.Ready} or {@link PoolEvent.NotStarted}. */
  record Start(int worker) implements Decision {}

  /** Give it this task. Answered by {@link PoolEvent.Returned} or {@link PoolEvent.Ended}. */
  record Run(int worker, long task) implements Decision {}

  /** Ask it to end. Answered by {@link PoolEvent.Ended}. */
  record Stop(int worker) implements Decision {}

  /** End it at once. Answered by {@link PoolEvent.Ended}. */
  record Kill(int worker) implements Decision {}

  /** The task has a place in the queue: whoever waited for that can go on. */
  record Admit(long task) implements Decision {}

  /** This came of the task. */
  record Finish(long task, TaskEnd end, Course course) implements Decision {}

  /** Workers end without having done anything; the last one for this reason. */
  record Break(String reason) implements Decision {}

  /** Workers are of use again. */
  record Recover() implements Decision {}

  /** No task is left: the pool can end. */
  record Drained() implements Decision {}

  /**
   * How it went.
   *
   * @param attempts how often it was given to a worker
   * @param waitedNanos until it was given to a worker last, or until its end if it never was
   * @param ranNanos since then
   */
  record Course(int attempts, long waitedNanos, long ranNanos) {}
}
