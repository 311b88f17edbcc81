package io.banyan.supervision.dependency;

import io.banyan.runtime.event.ChildPath;

/** Looks for lines that a child writes. */
@FunctionalInterface
public interface LineSource {

  /** Where nobody writes anything. */
  LineSource NONE = (child, regex, found) -> () -> {};

  /**
   * Looks for the first line, of either stream, in which the expression is found.
   *
   * @param found run once, or never, in any thread
   * @return ends the search
   */
  Runnable search(ChildPath child, String regex, Runnable found);
}
