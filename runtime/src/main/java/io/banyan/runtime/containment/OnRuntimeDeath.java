package io.banyan.runtime.containment;

import java.util.Locale;

/** What becomes of a process when the runtime dies without having ended it. */
public enum OnRuntimeDeath {
  /** The guardian ends it. */
  KILL,
  /** It lives on, and the next runtime of the same tree goes on with it. */
  ADOPT;

  /** Name of the variable that tells every descendant's fate: {@code kill} or {@code adopt}. */
  public static final String VARIABLE = "BANYAN_ON_RUNTIME_DEATH";

  /** {@code kill} or {@code adopt}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
