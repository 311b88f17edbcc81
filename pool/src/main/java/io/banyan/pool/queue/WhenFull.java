package io.banyan.pool.queue;

import java.util.List;
import java.util.Locale;

/** What happens to a push when there is no place. */
public enum WhenFull {
  /** It is refused at once. */
  REFUSE,
  /** It waits for a place. */
  WAIT;

  /** As it is written in a declaration. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<WhenFull> all() {
    return List.of(values());
  }
}
