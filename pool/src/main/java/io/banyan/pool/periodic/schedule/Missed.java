package io.banyan.pool.periodic.schedule;

import java.util.Locale;

/** What becomes of runs whose time has passed unseen, as in a machine that slept. */
public enum Missed {
  /** They are left out. */
  SKIP,
  /** One run stands for all of them. */
  ONCE,
  /** Each is made up for, up to as many as may wait. */
  ALL;

  /** As configuration spells it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
