package io.banyan.supervision.tree;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What is declared in one tree now. Tells each declaration and each withdrawal as a fact, and
 * remembers what was changed about supervisors, so that it outlives their incarnations. Safe from
 * any thread, if only one at a time speaks about a supervisor.
 */
final class Declarations {

  /** A supervisor as it was last told, and the children it has. */
  private record Known(SupervisorSpec spec, String restart, Set<String> children) {}

  private final Map<ChildPath, Known> supervisors = new ConcurrentHashMap<>();
  private final Map<ChildPath, SupervisorSpec> changed = new ConcurrentHashMap<>();
  private final Consumer<ProcessEvent> events;
  private final BiConsumer<ChildPath, ChildSpec> specs;
  private final Groups groups;
  private final Past past;
  private final Alerts alerts;

  /**
   * @param events told every fact
   * @param specs told every child before the fact, with all that was said of it
   * @param past told every child after the fact
   */
  Declarations(Consumer<ProcessEvent> events, BiConsumer<ChildPath, ChildSpec> specs, Past past) {
    this.past = past;
    this.events = events;
    this.specs = specs;
    this.groups = new Groups(events);
    this.alerts = new Alerts(events);
  }

  /** The whole tree. */
  void root(SupervisorSpec spec) {
    supervisor(ChildPath.ROOT, spec, "permanent");
  }

  /** Who is in which group; what is declared of a child is said there. */
  Groups groups() {
    return groups;
  }

  /** A child, with all below it. */
  void child(ChildPath supervisor, ChildSpec child) {
    Known parent = supervisors.get(supervisor);
    if (parent != null) {
      parent.children().add(child.id());
    }
    ChildPath path = supervisor.child(child.id());
    specs.accept(path, child);
    declare(path, child.definition(), child.restart().type().text());
    groups.set(path, child.groups());
    alerts.set(path, child.alerts());
  }

  private void declare(ChildPath path, ChildDefinition definition, String restart) {
    if (definition instanceof ChildDefinition.SupervisorChild below) {
      supervisor(path, below.supervisor(), restart);
    } else if (definition instanceof ChildDefinition.ProcessChild process) {
      events.accept(
          new ProcessEvent.ProcessDeclared(
              path, process.task(), restart, process.process().command().argv()));
      past.declared(path);
    } else {
      Optional<String> role = ((ChildDefinition.ActorChild) definition).role();
      events.accept(new ProcessEvent.ActorDeclared(path, restart, role));
      past.declared(path);
    }
  }

  private void supervisor(ChildPath path, SupervisorSpec given, String restart) {
    SupervisorSpec spec = inForce(path, given);
    Known before = supervisors.get(path);
    Set<String> children = before == null ? ConcurrentHashMap.newKeySet() : before.children();
    supervisors.put(path, new Known(spec, restart, children));
    tell(path, spec, restart);
    past.declared(path);
    spec.children().forEach(child -> child(path, child));
  }

  private void tell(ChildPath path, SupervisorSpec spec, String restart) {
    events.accept(
        new ProcessEvent.SupervisorDeclared(
            path,
            spec.strategy().text(),
            restart,
            spec.limit().maxRestarts(),
            spec.limit().within()));
  }

  /** It is no child any more, and nothing below it is. */
  void forget(ChildPath path) {
    Known known = supervisors.remove(path);
    changed.remove(path);
    groups.forget(path);
    alerts.forget(path);
    if (known != null) {
      known.children().forEach(id -> forget(path.child(id)));
    }
    path.parent().map(supervisors::get).ifPresent(parent -> parent.children().remove(path.id()));
    events.accept(new ProcessEvent.Undeclared(path));
  }

  /** A supervisor as it was last told; empty when there is none. */
  Optional<SupervisorSpec> supervisor(ChildPath path) {
    return Optional.ofNullable(supervisors.get(path)).map(Known::spec);
  }

  /** What was said last about a supervisor, by a change or, if there was none, by its parent. */
  SupervisorSpec inForce(ChildPath path, SupervisorSpec given) {
    return changed.getOrDefault(path, given);
  }

  /**
   * From now on a supervisor is like this; children that it still has besides stay declared.
   *
   * @return false when there is none at this path
   */
  boolean change(ChildPath path, SupervisorSpec spec) {
    if (!supervisors.containsKey(path)) {
      return false;
    }
    changed.keySet().removeIf(at -> isBelow(at, path));
    changed.put(path, spec);
    retell(path, spec);
    return true;
  }

  /** A supervisor that begins, or is down, has the children of its spec and no others. */
  void only(ChildPath path, SupervisorSpec spec) {
    Known known = supervisors.get(path);
    if (known != null) {
      Set<String> gone = new HashSet<>(known.children());
      spec.children().forEach(child -> gone.remove(child.id()));
      gone.forEach(id -> forget(path.child(id)));
      retell(path, spec);
    }
  }

  private void retell(ChildPath path, SupervisorSpec spec) {
    Known known = supervisors.get(path);
    if (known != null && !known.spec().equals(spec)) {
      supervisors.put(path, new Known(spec, known.restart(), known.children()));
      tell(path, spec, known.restart());
      Set<ChildSpec> told = new HashSet<>(known.spec().children());
      spec.children().stream()
          .filter(child -> !told.contains(child))
          .forEach(child -> child(path, child));
    }
  }

  private static boolean isBelow(ChildPath path, ChildPath above) {
    return above.isRoot() || path.text().startsWith(above.text() + "/");
  }
}
