package io.banyan.supervision.reload;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.List;

/** One difference between the declaration a tree runs by and another. */
public sealed interface Change {

  /** The child it is about. */
  ChildPath path();

  /** It is declared no more: it is stopped, with all below it, and forgotten. */
  record Removed(ChildPath path) implements Change {}

  /** It is new: it is started. A supervisor comes with all its children. */
  record Added(ChildPath path, ChildSpec child) implements Change {}

  /**
   * It is run in another way: it is restarted, unless an operator has stopped it.
   *
   * @param keys what differs, as configuration calls it
   */
  record Replaced(ChildPath path, ChildSpec child, List<String> keys) implements Change {
    public Replaced {
      keys = List.copyOf(keys);
    }
  }

  /**
   * It is supervised in another way, which holds from now on: nothing is ended for it.
   *
   * @param keys what differs, as configuration calls it
   */
  record Adjusted(ChildPath path, ChildSpec child, List<String> keys) implements Change {
    public Adjusted {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A supervisor decides in another way, which holds from now on: nothing is ended for it.
   *
   * @param supervisor with all its children as they are declared now
   * @param keys what differs, as configuration calls it; {@code children} for their order
   */
  record Retuned(ChildPath path, SupervisorSpec supervisor, List<String> keys) implements Change {
    public Retuned {
      keys = List.copyOf(keys);
    }
  }
}
