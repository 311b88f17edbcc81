package io.banyan.pool.worker.machine;

import java.util.Locale;

/** What becomes of a task that is cancelled while a worker has it. */
public enum WhenCancelled {
  /** Its worker is killed and replaced. */
  INTERRUPT,
  /** It goes on, as if nobody had asked. */
  LET_RUN;

  /** As configuration spells it: {@code let-run}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
