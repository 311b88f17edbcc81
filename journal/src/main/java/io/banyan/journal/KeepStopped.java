package io.banyan.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** When a child that an operator has stopped is not started by the next runtime either. */
public enum KeepStopped {
  /** Every runtime starts all children. */
  NEVER,
  /** When the last runtime died without having ended in order: the next goes on where it was. */
  AFTER_CRASH,
  /** Until an operator starts it. */
  ALWAYS;

  /** As configuration spells it: {@code after-crash}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All spellings. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(KeepStopped::text).toList();
  }

  /**
   * Reads {@link #text}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static KeepStopped parse(String text) {
    return Arrays.stream(values())
        .filter(value -> value.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("keep-stopped: " + text));
  }

  boolean holds(boolean endedInOrder) {
    return this == ALWAYS || (this == AFTER_CRASH && !endedInOrder);
  }
}
