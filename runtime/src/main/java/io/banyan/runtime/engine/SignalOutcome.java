package io.banyan.runtime.engine;

/** What came of sending a signal. */
public sealed interface SignalOutcome {

  /** The system accepted it. */
  record Delivered() implements SignalOutcome {}

  /** There is nobody left to receive it. */
  record NobodyThere() implements SignalOutcome {}

  /** The system refused. */
  record Refused(String reason) implements SignalOutcome {}
}
