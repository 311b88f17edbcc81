package io.banyan.supervision.spec;

import java.util.Locale;

/** Whether a supervisor ends by itself when significant children have ended by themselves. */
public enum AutoShutdown {
  /** Never. */
  NEVER,
  /** When the first of them has. */
  ANY,
  /** When the last of them has. */
  ALL;

  /** As configuration spells it: {@code never}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
