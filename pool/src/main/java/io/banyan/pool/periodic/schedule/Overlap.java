package io.banyan.pool.periodic.schedule;

import java.util.Locale;

/** What becomes of a run that is due while the one before it has not ended. */
public enum Overlap {
  /** It is left out. */
  SKIP,
  /** It waits for its turn. */
  QUEUE,
  /** The one before it is asked to end, and it follows. */
  KILL_PREVIOUS;

  /** As configuration spells it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
