package io.banyan.pool.worker.machine;

/** What came of a task, as its worker or the way to it says. */
public sealed interface Verdict {

  /** It is done. */
  record Done() implements Verdict {}

  /** The worker says that it failed; the worker is well. */
  record Failed(String reason) implements Verdict {}

  /** The worker is gone or cannot be understood any more, and may have done the task. */
  record Lost(String reason) implements Verdict {}

  /** The worker has not seen the task, and sees no others. */
  record NotGiven(String reason) implements Verdict {}
}
