package io.banyan.cli.command;

import static io.banyan.cli.command.ValidateCommand.counted;

import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildDefinition.ActorChild;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much of what is declared. What a section adds is counted as what it is for, not by its parts.
 */
final class DeclaredCounts {

  private final TreeMap<String, Integer> roles = new TreeMap<>();
  private int processes;
  private int supervisors;
  private int templates;

  private DeclaredCounts() {}

  static DeclaredCounts of(SupervisorSpec root) {
    DeclaredCounts counts = new DeclaredCounts();
    counts.count(root);
    return counts;
  }

  String text() {
    List<String> parts = new ArrayList<>();
    parts.add(counted(processes, "process", "processes"));
    parts.add(counted(supervisors, "supervisor", "supervisors"));
    if (templates > 0) {
      parts.add(counted(templates, "template", "templates"));
    }
    roles.forEach((role, count) -> parts.add(counted(count, one(role), one(role) + "s")));
    return String.join(", ", parts);
  }

  private static String one(String role) {
    return role.equals("periodic") ? "periodic task" : role;
  }

  private void count(SupervisorSpec supervisor) {
    supervisors++;
    templates += supervisor.isDynamic() ? 1 : 0;
    supervisor.children().forEach(this::count);
  }

  private void count(ChildSpec child) {
    ChildDefinition definition = child.definition();
    Optional<String> role = role(definition);
    if (role.isPresent()) {
      roles.merge(role.get(), 1, Integer::sum);
    } else if (definition instanceof SupervisorChild below) {
      count(below.supervisor());
    } else if (definition instanceof ProcessChild) {
      processes++;
    }
  }

  /** Of an actor, or of the supervisor that keeps it together with what belongs to it. */
  private static Optional<String> role(ChildDefinition definition) {
    if (definition instanceof SupervisorChild below) {
      return below.supervisor().children().stream()
          .map(ChildSpec::definition)
          .filter(ActorChild.class::isInstance)
          .flatMap(child -> role(child).stream())
          .findFirst();
    }
    return definition instanceof ActorChild actor ? actor.role() : Optional.empty();
  }
}
