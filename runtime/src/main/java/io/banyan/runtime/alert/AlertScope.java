package io.banyan.runtime.alert;

import java.util.Locale;

/** Whose use counts. */
public enum AlertScope {
  /** That of the process alone. */
  PROCESS,
  /** That of the process and all its descendants. */
  TREE;

  /** As configuration spells it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
