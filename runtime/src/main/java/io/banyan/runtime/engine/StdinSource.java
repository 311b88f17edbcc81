package io.banyan.runtime.engine;

/** Where a process's standard input comes from. */
public enum StdinSource {
  /** {@code /dev/null}: reading tells end of file at once. */
  NULL,

  /** A pipe that the runtime writes to; see {@link OsProcess#stdin}. */
  PIPE,

  /** The standard input of the runtime itself, such as a terminal; sensible for one process. */
  INHERIT
}
