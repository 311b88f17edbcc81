package io.banyan.pool.worker;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * A task that was submitted. Safe from any thread.
 *
 * @param <R> results
 */
public final class Submission<R> {

  private final Entry<?, R> entry;
  private final Desk<?, R> desk;

  Submission(Entry<?, R> entry, Desk<?, R> desk) {
    this.entry = entry;
    this.desk = desk;
  }

  /** Its number in its pool, from 1. */
  public long id() {
    return entry.id();
  }

  /**
   * What comes of it; never fails. Completes in the thread of the pool: what is done there must be
   * quick.
   */
  public CompletionStage<TaskOutcome<R>> outcome() {
    return entry.outcome().copy();
  }

  /** Its result; fails with a {@link TaskException} when it is not done. */
  public CompletionStage<R> result() {
    return entry.outcome().thenApply(Submission::resultOf);
  }

  /**
   * Completes when it has a place in the queue, or has ended; at once unless the pool has whoever
   * submits wait.
   */
  public CompletionStage<Void> admitted() {
    return entry.admitted().copy();
  }

  /**
   * Withdraws it. One that waits is done by nobody; one that runs has its worker killed, where the
   * pool allows that.
   *
   * @return whether it was cancelled; false also when it had ended before
   */
  public CompletionStage<Boolean> cancel() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    desk.put(new Desk.Cancel<>(entry.id(), done));
    return done;
  }

  /**
   * Waits for its result.
   *
   * @throws TaskException when it is not done
   * @throws CancellationException when the waiting thread is interrupted; the task is cancelled
   */
  public R await() {
    return resultOf(tryAwait());
  }

  /**
   * Waits for what comes of it.
   *
   * @throws CancellationException when the waiting thread is interrupted; the task is cancelled
   */
  public TaskOutcome<R> tryAwait() {
    return interruptibly(entry.outcome());
  }

  /** Waits for its place in the queue. */
  Submission<R> awaitAdmission() {
    interruptibly(entry.admitted());
    return this;
  }

  private <V> V interruptibly(CompletableFuture<V> stage) {
    try {
      return stage.get();
    } catch (InterruptedException interrupted) {
      cancel();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <R> R resultOf(TaskOutcome<R> outcome) {
    if (outcome instanceof TaskOutcome.NotDone<R> not) {
      throw new TaskException(not);
    }
    return ((TaskOutcome.Done<R>) outcome).result();
  }
}
