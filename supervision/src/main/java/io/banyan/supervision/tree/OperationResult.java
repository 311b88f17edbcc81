package io.banyan.supervision.tree;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.strategy.Refusal;

/** What came of an operation on a child. */
public sealed interface OperationResult {

  /** It is ready. */
  record Started() implements OperationResult {}

  /** A child was made from a template, and is ready. */
  record StartedAnother(ChildPath path) implements OperationResult {}

  /** It did not want to be started, and said so; that is no failure. */
  record Declined() implements OperationResult {}

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

  /** It was told to read its own configuration again. */
  record Reloaded() implements OperationResult {}

  /** It is a child now, and was not started. */
  record Added() implements OperationResult {}

  /** It is no child any more. */
  record Deleted() implements OperationResult {}

  /** The supervisor has its new settings. */
  record Reconfigured() implements OperationResult {}

  /** There is no such child. */
  record NotFound() implements OperationResult {}

  /** The supervisor does not allow it; nothing was changed. */
  record Refused(Refusal why) implements OperationResult {}

  /** It could not be done. */
  record Failed(String reason) implements OperationResult {}
}
