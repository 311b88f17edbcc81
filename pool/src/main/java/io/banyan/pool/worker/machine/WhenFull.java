package io.banyan.pool.worker.machine;

import java.util.Locale;

/** What becomes of a task for which there is no room in the queue. */
public enum WhenFull {
  /** It is refused. */
  REFUSE,
  /** Whoever submits it waits until there is room. */
  WAIT,
  /** The task that has waited longest is dropped for it. */
  DROP_OLDEST;

  /** As configuration spells it: {@code drop-oldest}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
