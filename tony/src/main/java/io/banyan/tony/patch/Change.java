package io.banyan.tony.patch;

import io.banyan.tony.Node;
import io.banyan.tony.Position;
import io.banyan.tony.TonyException;
import org.jspecify.annotations.Nullable;

/** A compiled patch of one value. Immutable. */
interface Change {

  /**
   * What becomes of a value.
   *
   * @param value null where there is none
   * @param key the key under which it stands; empty when it stands under none
   * @return null when there is to be none; the very same when nothing changes
   */
  @Nullable Node apply(@Nullable Node value, String key, Work work);

  /** The patch says that something is there which is not. */
  static TonyException conflict(Position position, String what) {
    return new TonyException(TonyException.Kind.CONFLICT, position, what);
  }

  /** A value in a few words, or that there is none. */
  static String words(@Nullable Node value) {
    if (value == null) {
      return "nothing";
    }
    return value.tag().isNone() ? value.toString() : value.tag() + " " + value;
  }
}
