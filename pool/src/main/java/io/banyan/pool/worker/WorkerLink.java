package io.banyan.pool.worker;

import io.banyan.supervision.spec.ChildDefinition;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way to one worker, from before it is started until it has ended. Used by one actor.
 *
 * @param <T> tasks
 * @param <R> results
 */
public interface WorkerLink<T, R> extends AutoCloseable {

  /** What it is, where that is not the same for all. */
  default Optional<ChildDefinition> definition() {
    return Optional.empty();
  }

  /**
   * Gives it a task; it is up and has none.
   *
   * @param answer told at most once, from any thread; need not be told when the worker ends
   */
  void run(T task, Consumer<Answer<R>> answer);

  /** Why it ended, as the end of a sentence, where the way to it has told; from any thread. */
  default Optional<String> lastWords() {
    return Optional.empty();
  }

  /** It is about to be ended without mercy, whatever it is doing. */
  default void interrupt() {}

  /** It has ended. */
  @Override
  void close();
}
