package io.banyan.pool.worker.machine;

/** What a pool hears of. */
public sealed interface PoolEvent {

  /** Somebody has a task. Its number is not used again. */
  record Submitted(long task) implements PoolEvent {}

  /** Somebody does not want a task any more. */
  record Cancelled(long task) implements PoolEvent {}

  /** A worker that was to be started takes tasks. */
  record Ready(int worker) implements PoolEvent {}

  /** A worker that was to be started could not be. */
  record NotStarted(int worker, String reason) implements PoolEvent {}

  /** A worker is through with its task. */
  record Returned(int worker, long task, Verdict verdict) implements PoolEvent {}

  /** A worker has ended, for whatever reason. */
  record Ended(int worker, String reason) implements PoolEvent {}

  /** So much memory is used by a worker. */
  record Uses(int worker, long bytes) implements PoolEvent {}

  /** Time has passed. */
  record Woke() implements PoolEvent {}

  /** The pool is to end. */
  record Drain() implements PoolEvent {}
}
