package io.banyan.pool.worker;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A task with those who wait for it. What its last attempt brought is only for the pool's actor.
 */
final class Entry<T, R> {

  private final long id;
  private final T task;
  private final CompletableFuture<TaskOutcome<R>> outcome = new CompletableFuture<>();
  private final CompletableFuture<Void> admitted = new CompletableFuture<>();
  private Answer<R> last = new Answer.NotGiven<>("never given to a worker");

  Entry(long id, T task) {
    this.id = id;
    this.task = task;
  }

  long id() {
    return id;
  }

  T task() {
    return task;
  }

  CompletableFuture<TaskOutcome<R>> outcome() {
    return outcome;
  }

  CompletableFuture<Void> admitted() {
    return admitted;
  }

  void brought(Answer<R> answer) {
    last = answer;
  }

  Answer<R> last() {
    return last;
  }

  Optional<Throwable> cause() {
    return last instanceof Answer.Failed<R> failed ? failed.cause() : Optional.empty();
  }

  void finish(TaskOutcome<R> what) {
    outcome.complete(what);
    admitted.complete(null);
  }
}
