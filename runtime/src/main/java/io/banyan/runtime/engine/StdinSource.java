package io.banyan.runtime.engine;

/** Where a process's standard input comes from. */
public enum StdinSource {
  /** {@code /dev/null}: reading tells end of file at once. */
  NULL
}
