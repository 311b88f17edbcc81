package io.banyan.pool.worker;

import java.util.function.Consumer;

/**
 * The way to one worker, from before it is started until it has ended. Used by one actor.
 *
 * @param <T> tasks
 * @param <R> results
 */
public interface WorkerLink<T, R> extends AutoCloseable {

  /**
   * Gives it a task; it is up and has none.
   *
   * @param answer told at most once, from any thread; need not be told when the worker ends
   */
  void run(T task, Consumer<Answer<R>> answer);

  /** It is about to be ended without mercy, whatever it is doing. */
  default void interrupt() {}

  /** It has ended. */
  @Override
  void close();
}
