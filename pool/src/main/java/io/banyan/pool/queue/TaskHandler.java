package io.banyan.pool.queue;

/** Does what a task wants. */
@FunctionalInterface
public interface TaskHandler<T> {

  /**
   * Returns when it is done.
   *
   * @throws Exception when it failed; what it says is the reason of the attempt
   */
  void handle(T value) throws Exception;
}
