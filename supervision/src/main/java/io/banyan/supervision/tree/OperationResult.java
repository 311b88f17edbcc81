package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;

/** What came of an operation on a child. */
public sealed interface OperationResult {

  /** It is ready. */
  record Started() implements OperationResult {}

  /** It was running already; nothing was done. */
  record AlreadyRunning() implements OperationResult {}

  /** It has ended within its grace time. */
  record Stopped() implements OperationResult {}

  /** It has ended, but had to be killed. */
  record ForceKilled() implements OperationResult {}

  /** It was down already; it stays down. */
  record AlreadyStopped() implements OperationResult {}

  /** The signal was sent. */
  record SignalSent(Signal signal) implements OperationResult {}

  /** There is no such child. */
  record NotFound() implements OperationResult {}

  /** It could not be done. */
  record Failed(String reason) implements OperationResult {}
}
