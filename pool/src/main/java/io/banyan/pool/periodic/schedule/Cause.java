package io.banyan.pool.periodic.schedule;

import java.util.Locale;

/** Why a run begins. */
public enum Cause {
  /** It is due. */
  SCHEDULE,
  /** Its time has passed unseen. */
  MISSED,
  /** It was due while the one before it had not ended. */
  WAITED,
  /** Somebody has asked for it. */
  BY_HAND;

  /** As facts and documents spell it: {@code by hand}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
