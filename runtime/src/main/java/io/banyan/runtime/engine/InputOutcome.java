package io.banyan.runtime.engine;

/** What came of writing to the standard input of a process. */
public sealed interface InputOutcome {

  /** The pipe has taken all bytes; the process has read them or can. */
  record Accepted() implements InputOutcome {}

  /** Nothing was written: an earlier write is still going on. */
  record Busy() implements InputOutcome {}

  /**
   * Not all was written, nor will more be: nobody reads any more, or the input was closed.
   *
   * @param reason for people
   */
  record Closed(String reason) implements InputOutcome {}
}
