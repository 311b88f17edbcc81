package io.banyan.pool.function;

import java.util.concurrent.CompletionStage;

/**
 * A function process that is up and takes calls, one after the other, until it is told to end: one
 * incarnation of a {@link FunctionSeat}. State that functions leave in static fields stays for the
 * next call. Safe from any thread.
 */
public interface FunctionWorker {

  /** Its process. */
  long pid();

  /**
   * Has it run a function. Calls wait for each other there, in order; whoever wants to know how
   * long one takes makes one at a time. To end one that takes too long, end the process.
   *
   * @return completed in a thread of the runtime, where nothing must block; never exceptionally
   * @throws IllegalArgumentException when it is larger than arguments may be
   */
  <R> CompletionStage<CallResult<R>> call(FunctionCall<R> call);

  /** Has it end by itself, with success, when it has answered what it was asked before. */
  void quit();

  /** Completed when it has ended or cannot be talked to any more; all calls have results then. */
  CompletionStage<Void> whenGone();
}
