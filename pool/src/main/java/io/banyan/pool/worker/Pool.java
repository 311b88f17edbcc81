package io.banyan.pool.worker;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

/**
 * A pool of workers. Safe from any thread.
 *
 * @param <T> tasks
 * @param <R> results
 */
public interface Pool<T, R> extends AutoCloseable {

  /** Its name. */
  String name();

  /**
   * Submits a task. Waits for a place in the queue where the pool is declared so ({@code when-full
   * = wait}); does not block otherwise. A task that is not taken ends as {@code Refused}.
   *
   * @throws CancellationException when the waiting thread is interrupted; the task is cancelled
   */
  Submission<R> submit(T task);

  /** Submits a task and never blocks: {@link Submission#admitted} tells when it has its place. */
  Submission<R> offer(T task);

  /**
   * Submits a task and waits for its result.
   *
   * @throws TaskException when it is not done
   * @throws CancellationException when the waiting thread is interrupted; the task is cancelled
   */
  default R submitAwait(T task) {
    return submit(task).await();
  }

  /** How it stands; completes in the thread of the pool. */
  CompletionStage<PoolStatus> status();

  /**
   * Takes no more tasks, finishes those that are there within the time that is declared for that,
   * ends the workers and then itself; a tree of its own ends with it.
   *
   * @return completes when it has
   */
  CompletionStage<Void> end();

  /** The same, and waits for it. Not for an actor. */
  @Override
  default void close() {
    end().toCompletableFuture().join();
  }
}
