package io.banyan.supervision.link;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.registry.Departure;
import java.util.Optional;

/** What a monitor is told, exactly once. */
public sealed interface Down {

  /** The child that was asked about. */
  ChildPath path();

  /** It has ended while it was monitored. */
  record Ended(Departure departure) implements Down {
    @Override
    public ChildPath path() {
      return departure.incarnation().path();
    }
  }

  /**
   * It was not alive when it was asked about: it had ended, was waiting for its next incarnation,
   * or had never been started.
   *
   * @param last how it ended; empty when it never ran, or when a later incarnation has followed
   */
  record AlreadyGone(ChildPath path, Optional<Departure> last) implements Down {}

  /** There is no child of this path, or it has never had that incarnation. */
  record NoSuchChild(ChildPath path) implements Down {}
}
