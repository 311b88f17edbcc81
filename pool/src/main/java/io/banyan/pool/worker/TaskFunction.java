package io.banyan.pool.worker;

/**
 * What a worker does with a task. May block; is interrupted when its time is over. An exception is
 * the failure of the task, an {@link Error} that of the worker.
 *
 * @param <T> tasks
 * @param <R> results
 */
@FunctionalInterface
public interface TaskFunction<T, R> {
  R apply(T task) throws Exception;
}
