package io.banyan.supervision.tree;

import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.List;
import java.util.Optional;

/** What is changed about the children of one supervisor; see {@link TreeAdministration}. */
sealed interface Administration {

  record Add(ChildSpec child, boolean start) implements Administration {}

  record StartAnother(Optional<String> id, List<String> arguments) implements Administration {}

  record Delete(String id) implements Administration {}

  record Reconfigure(SupervisorSpec spec) implements Administration {}

  /** Whether it may be about a child that depends on others, or depended on some. */
  default boolean concernsDependencies(SupervisorSpec supervisor) {
    if (this instanceof Add add) {
      return !add.child().dependsOn().isEmpty();
    }
    boolean template =
        supervisor.template().map(t -> !t.child().dependsOn().isEmpty()).orElse(false);
    return this instanceof Reconfigure || (this instanceof StartAnother && template);
  }
}
