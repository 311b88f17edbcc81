package io.banyan.pool.worker.machine;

import java.util.Locale;

/** A way in which a task can go wrong, after which it may be tried again. */
public enum RetryOn {
  /** Its worker ended, or left the protocol. */
  CRASH,
  /** It took longer than it may, and its worker was killed. */
  TIMEOUT,
  /** The worker says that it failed. */
  FAILURE;

  /** As configuration spells it: {@code crash}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
