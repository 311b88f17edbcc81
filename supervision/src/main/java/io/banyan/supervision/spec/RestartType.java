package io.banyan.supervision.spec;

import java.util.Locale;

/** When a child that ended by itself is restarted. */
public enum RestartType {
  /** Always. */
  PERMANENT,
  /** Only when it failed. */
  TRANSIENT,
  /** Never. */
  TEMPORARY;

  /** As configuration spells it: {@code permanent}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
