package io.banyan.supervision.spec;

import java.util.Locale;

/** Whom a supervisor restarts when one of its children has to be restarted. */
public enum Strategy {
  /** That child alone. */
  ONE_FOR_ONE,
  /** All its children. */
  ONE_FOR_ALL,
  /** That child and those declared after it. */
  REST_FOR_ONE;

  /** As configuration spells it: {@code one-for-one}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
