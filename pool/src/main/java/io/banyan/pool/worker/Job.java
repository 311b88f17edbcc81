package io.banyan.pool.worker;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A task as it is told to a worker that is an actor, which answers once, from any thread. A worker
 * has one job at a time.
 *
 * @param <T> tasks
 * @param <R> results
 */
public final class Job<T, R> {

  private final T task;
  private final Consumer<Answer<R>> answer;
  private Optional<Thread> runs = Optional.empty();
  private boolean interrupted;

  Job(T task, Consumer<Answer<R>> answer) {
    this.task = task;
    this.answer = answer;
  }

  public T task() {
    return task;
  }

  /** It is done. */
  public void done(R result) {
    answer.accept(new Answer.Done<>(result));
  }

  /** It failed; the worker is well. A worker that is not well throws instead. */
  public void failed(Throwable cause) {
    answer.accept(Answer.failed(cause));
  }

  /** Runs it in this thread, which can be interrupted until that is done. */
  void run(TaskFunction<T, R> function) {
    if (!enter()) {
      return;
    }
    try {
      R result = function.apply(task);
      leave();
      done(result);
    } catch (Exception failure) {
      leave();
      failed(failure);
    } finally {
      leave();
    }
  }

  private synchronized boolean enter() {
    runs = interrupted ? Optional.empty() : Optional.of(Thread.currentThread());
    return !interrupted;
  }

  private synchronized void leave() {
    if (runs.isPresent()) {
      runs = Optional.empty();
      // Not for whatever this thread does next.
      Thread.interrupted();
    }
  }

  synchronized void interrupt() {
    interrupted = true;
    runs.ifPresent(Thread::interrupt);
  }
}
