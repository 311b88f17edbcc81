package io.banyan.runtime.containment;

import java.util.Locale;

/** What becomes of descendants that left the group of their process when that has ended. */
public enum Escaped {
  /** They are asked to end and then killed, as the rest of its group is. */
  KILL,
  /** They are left alone, also at the end of the runtime. */
  LEAVE;

  /** Name of the variable that tells every descendant's fate: {@code kill} or {@code leave}. */
  public static final String VARIABLE = "BANYAN_ESCAPED";

  /** {@code kill} or {@code leave}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
