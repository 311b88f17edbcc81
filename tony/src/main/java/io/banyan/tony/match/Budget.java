package io.banyan.tony.match;

import io.banyan.tony.Limits;
import io.banyan.tony.Position;
import io.banyan.tony.TonyException;

/**
 * The work that one question may make. A short pattern can ask for very much: a star in a text of
 * stars, a subtree of a subtree. For one thread.
 */
public final class Budget {

  private long left;

  public Budget(Limits limits) {
    left = limits.steps();
  }

  /**
   * Takes so many steps: about a node or a character each.
   *
   * @throws TonyException when there are none left
   */
  public void take(long steps) {
    left -= steps;
    if (left < 0) {
      throw new TonyException(
          TonyException.Kind.TOO_LARGE, Position.NOWHERE, "this takes too many steps");
    }
  }
}
