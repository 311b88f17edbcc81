package io.banyan.runtime.process;

/** What came of telling a process to read its own configuration again. */
public sealed interface ReloadOutcome {

  /** It was told; what it makes of that is its own matter. */
  record Told() implements ReloadOutcome {}

  /** It could not be told. */
  record Failed(String reason) implements ReloadOutcome {}
}
