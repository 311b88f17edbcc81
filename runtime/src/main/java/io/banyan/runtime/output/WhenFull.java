package io.banyan.runtime.output;

/** What becomes of output that its log file cannot take as fast as it comes. */
public enum WhenFull {
  /** The pipe fills and the process waits: nothing is lost. */
  BLOCK,

  /** The process never waits: the oldest bytes not yet in the file are lost, and counted. */
  DROP
}
