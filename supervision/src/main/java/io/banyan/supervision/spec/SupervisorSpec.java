package io.banyan.supervision.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A supervisor, as declared.
 *
 * @param strategy whom it restarts
 * @param limit how often, before it gives up
 * @param autoShutdown whether it ends when significant children have ended; none may be declared
 *     under {@link AutoShutdown#NEVER}
 * @param children in start order; they are stopped in the reverse order
 * @param template what children are started from while it runs, which makes it a dynamic
 *     supervisor: one-for-one, without declared children
 */
public record SupervisorSpec(
    Strategy strategy,
    RestartLimit limit,
    AutoShutdown autoShutdown,
    List<ChildSpec> children,
    Optional<Template> template) {

  public SupervisorSpec {
    children = List.copyOf(children);
    Set<String> ids = new HashSet<>();
    for (ChildSpec child : children) {
      if (!ids.add(child.id())) {
        throw new IllegalArgumentException("duplicate child id: " + child.id());
      }
      requireAutoShutdown(child, autoShutdown);
    }
    if (template.isPresent()) {
      requireAutoShutdown(template.get().child(), autoShutdown);
      if (strategy != Strategy.ONE_FOR_ONE || !children.isEmpty()) {
        throw new IllegalArgumentException(
            "a dynamic supervisor is one-for-one and has no declared children");
      }
    }
  }

  /** One whose children are declared. */
  public SupervisorSpec(
      Strategy strategy, RestartLimit limit, AutoShutdown autoShutdown, List<ChildSpec> children) {
    this(strategy, limit, autoShutdown, children, Optional.empty());
  }

  /** One that never ends by itself. */
  public SupervisorSpec(Strategy strategy, RestartLimit limit, List<ChildSpec> children) {
    this(strategy, limit, AutoShutdown.NEVER, children);
  }

  /** One whose children are started from a template. OTP's {@code simple_one_for_one}. */
  public static SupervisorSpec dynamic(RestartLimit limit, Template template) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE, limit, AutoShutdown.NEVER, List.of(), Optional.of(template));
  }

  public SupervisorSpec withAutoShutdown(AutoShutdown changed) {
    return new SupervisorSpec(strategy, limit, changed, children, template);
  }

  public SupervisorSpec withChildren(List<ChildSpec> changed) {
    return new SupervisorSpec(strategy, limit, autoShutdown, changed, template);
  }

  public SupervisorSpec withTemplate(Optional<Template> changed) {
    return new SupervisorSpec(strategy, limit, autoShutdown, children, changed);
  }

  public boolean isDynamic() {
    return template.isPresent();
  }

  private static void requireAutoShutdown(ChildSpec child, AutoShutdown autoShutdown) {
    if (child.significant() && autoShutdown == AutoShutdown.NEVER) {
      throw new IllegalArgumentException(child.id() + " is significant without auto-shutdown");
    }
  }
}
