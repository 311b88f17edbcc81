package io.banyan.supervision.spec;

import io.banyan.runtime.process.ProcessSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A supervisor, as declared.
 *
 * @param strategy whom it restarts
 * @param limit how often, before it gives up
 * @param autoShutdown whether it ends when significant children have ended; none may be declared
 *     under {@link AutoShutdown#NEVER}
 * @param children in start order; they are stopped in the reverse order
 */
public record SupervisorSpec(
    Strategy strategy, RestartLimit limit, AutoShutdown autoShutdown, List<ChildSpec> children) {

  public SupervisorSpec {
    children = List.copyOf(children);
    Set<String> ids = new HashSet<>();
    for (ChildSpec child : children) {
      if (!ids.add(child.id())) {
        throw new IllegalArgumentException("duplicate child id: " + child.id());
      }
      if (child.significant() && autoShutdown == AutoShutdown.NEVER) {
        throw new IllegalArgumentException(child.id() + " is significant without auto-shutdown");
      }
    }
  }

  /** One that never ends by itself. */
  public SupervisorSpec(Strategy strategy, RestartLimit limit, List<ChildSpec> children) {
    this(strategy, limit, AutoShutdown.NEVER, children);
  }

  /** Whether this holds for any process of it, or of a supervisor below. */
  public boolean anyProcess(Predicate<ProcessSpec> holds) {
    return children.stream()
        .map(ChildSpec::definition)
        .anyMatch(
            child ->
                child instanceof ChildDefinition.SupervisorChild below
                    ? below.supervisor().anyProcess(holds)
                    : child instanceof ChildDefinition.ProcessChild process
                        && holds.test(process.process()));
  }
}
