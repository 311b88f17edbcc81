package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.Verdict;
import java.util.Optional;

/**
 * What came of giving a task to a worker.
 *
 * @param <R> results
 */
public sealed interface Answer<R> {

  /** What a pool decides by. */
  Verdict verdict();

  /** It is done. */
  record Done<R>(R result) implements Answer<R> {
    private static final Verdict VERDICT = new Verdict.Done();

    @Override
    public Verdict verdict() {
      return VERDICT;
    }
  }

  /** The worker says that it failed; the worker is well. */
  record Failed<R>(String reason, Optional<Throwable> cause) implements Answer<R> {
    @Override
    public Verdict verdict() {
      return new Verdict.Failed(reason);
    }
  }

  /** The worker has gone, or cannot be understood any more. */
  record Lost<R>(String reason) implements Answer<R> {
    @Override
    public Verdict verdict() {
      return new Verdict.Lost(reason);
    }
  }

  /** The worker has not seen the task. */
  record NotGiven<R>(String reason) implements Answer<R> {
    @Override
    public Verdict verdict() {
      return new Verdict.NotGiven(reason);
    }
  }

  /** A failure by what was thrown. */
  static <R> Answer<R> failed(Throwable cause) {
    String message = cause.getMessage();
    return new Failed<>(message == null ? cause.getClass().getName() : message, Optional.of(cause));
  }
}
