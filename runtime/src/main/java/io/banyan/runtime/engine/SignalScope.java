package io.banyan.runtime.engine;

/** Whom a signal is for. */
public enum SignalScope {
  /** The process alone. */
  PROCESS,
  /** The process and everything else in its process group. */
  GROUP
}
