package io.banyan.supervision.dependency;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All dependencies of a tree. One between children of different supervisors also makes one of the
 * two siblings that contain them depend on the other: it is stopped before, and does not take part
 * in the declared order.
 */
public final class DependencyGraph {

  private final Lineage lineage;
  private final Map<String, List<Edge>> edges = new HashMap<>();
  private final Set<String> unchained = new HashSet<>();
  private final List<DependencyMistake> mistakes = new ArrayList<>();
  private boolean any;

  private DependencyGraph(SupervisorSpec root) {
    this.lineage = new Lineage(root);
    for (ChildSpec child : lineage.all()) {
      for (int i = 0; i < child.dependsOn().size(); i++) {
        add(child, i, child.dependsOn().get(i));
      }
    }
    edges.values().forEach(this::refuseCycles);
  }

  /** The graph of this tree, whose ids are unique. */
  public static DependencyGraph of(SupervisorSpec root) {
    return new DependencyGraph(root);
  }

  /** Everything that is wrong; the orders are only good when there is nothing. */
  public List<DependencyMistake> mistakes() {
    return List.copyOf(mistakes);
  }

  /** Whether there is a child with this id. */
  public boolean has(String id) {
    return lineage.find(id).isPresent();
  }

  /** What is wrong with depending on a child that is not there. */
  public static String unknown(String id) {
    return "there is no child " + id + " in the tree";
  }

  /** Every dependency of every child. */
  List<List<Dependency>> all() {
    return lineage.all().stream().map(ChildSpec::dependsOn).toList();
  }

  /** Whether nobody depends on anybody. */
  public boolean isEmpty() {
    return !any;
  }

  /**
   * Which children of the supervisor at this path go before which.
   *
   * @param children those it has now; what these say counts, not what they said when the graph was
   *     made
   */
  public Precedence precedence(ChildPath supervisor, List<ChildSpec> children) {
    String id = supervisor.isRoot() ? Lineage.ROOT : supervisor.id();
    List<Edge> all = new ArrayList<>(edges.getOrDefault(id, List.of()));
    all.removeIf(edge -> edge.declared().child().equals(edge.from()));
    Set<String> apart = new HashSet<>();
    for (ChildSpec child : children) {
      boolean within = unchained.contains(child.id()) && isSupervisor(child);
      if (within || !child.dependsOn().isEmpty()) {
        apart.add(child.id());
      }
      child.dependsOn().forEach(on -> all.addAll(edges(id, child.id(), on.id())));
    }
    return Precedence.of(apart, all);
  }

  private List<Edge> edges(String supervisor, String child, String on) {
    Edge.Declared declared = new Edge.Declared(child, 0, on);
    return lineage.place(supervisor, on).stream()
        .filter(other -> !other.equals(child))
        .map(other -> new Edge(child, other, declared))
        .toList();
  }

  private static boolean isSupervisor(ChildSpec child) {
    return child.definition() instanceof ChildDefinition.SupervisorChild;
  }

  private void add(ChildSpec child, int index, Dependency dependency) {
    any = true;
    Optional<String> mistake = mistake(child.id(), dependency);
    if (mistake.isPresent()) {
      mistakes.add(new DependencyMistake(child.id(), index, mistake.get()));
      return;
    }
    Lineage.Siblings siblings = lineage.apart(child.id(), dependency.id()).orElseThrow();
    edges
        .computeIfAbsent(siblings.supervisor(), key -> new ArrayList<>())
        .add(
            new Edge(
                siblings.one(),
                siblings.other(),
                new Edge.Declared(child.id(), index, dependency.id())));
    unchained.addAll(lineage.upTo(siblings.one(), child.id()));
  }

  private Optional<String> mistake(String child, Dependency dependency) {
    String on = dependency.id();
    if (on.equals(child)) {
      return Optional.of("a child cannot depend on itself");
    }
    Optional<ChildSpec> found = lineage.find(on);
    if (found.isEmpty()) {
      return Optional.of(unknown(on));
    }
    if (lineage.contains(on, child)) {
      return Optional.of(on + " contains it: it is ready only when this child is");
    }
    if (lineage.contains(child, on)) {
      return Optional.of("it contains " + on + ": that starts only when this supervisor does");
    }
    return impossible(found.get().definition(), dependency);
  }

  private static Optional<String> impossible(ChildDefinition definition, Dependency dependency) {
    boolean supervisor = definition instanceof ChildDefinition.SupervisorChild;
    if (dependency.condition() instanceof Dependency.LogLine && supervisor) {
      return Optional.of(dependency.id() + " is a supervisor: it writes no lines");
    }
    boolean task = definition instanceof ChildDefinition.ProcessChild process && process.task();
    if (dependency.condition() == Dependency.State.COMPLETED && !task) {
      return Optional.of(
          dependency.id() + " is never completed: only a process with kind = task is");
    }
    return Optional.empty();
  }

  private void refuseCycles(List<Edge> siblings) {
    for (List<Edge> cycle : new Cycles(siblings).find()) {
      Edge.Declared first = cycle.get(0).declared();
      mistakes.add(new DependencyMistake(first.child(), first.index(), words(cycle)));
    }
  }

  private static String words(List<Edge> cycle) {
    StringBuilder text = new StringBuilder("cycle: ").append(cycle.get(0).from());
    cycle.forEach(edge -> text.append(" -> ").append(edge.to()));
    List<String> lifted = cycle.stream().filter(Edge::isLifted).map(Edge::why).toList();
    return lifted.isEmpty() ? text.toString() : text + " (" + String.join(", ", lifted) + ")";
  }
}
