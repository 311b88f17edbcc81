package io.banyan.tony.match;

import io.banyan.tony.Node;
import org.jspecify.annotations.Nullable;

/** A compiled pattern. Immutable. */
interface Pattern {

  /**
   * Whether a value fits.
   *
   * @param key the key under which the value stands; empty for what stands under none
   */
  boolean matches(Node value, String key, Budget budget);

  /**
   * What is shown of a value. Of what matches, there is always something to show.
   *
   * @param trim whether keys that are not named are left out
   * @return null when a part that has to match does not
   */
  default @Nullable Node show(Node value, boolean trim, Budget budget) {
    return !trim || matches(value, "", budget) ? value : null;
  }

  /** Whether it asks for more than that something is there. */
  default boolean demands() {
    return true;
  }

  /** Whether it means the elements where it meets a list. */
  default boolean isOfElements() {
    return false;
  }

  /** Whether a part of it leaves out keys. */
  default boolean trims() {
    return false;
  }
}
