package io.banyan.supervision.graph;

import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.Declaration;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildIndex;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers a {@link SupervisionGraph} from what was declared, what is known to run, and what ties
 * the children at the moment. Used by one thread. What leads to a child that is not there is left
 * out: the parts are not looked at in the same instant.
 */
public final class GraphBuilder {

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Node> observers = new LinkedHashMap<>();
  private final Set<Edge> edges = new LinkedHashSet<>();

  /** A whole tree, as it was declared, with the links that its specs ask for. */
  public GraphBuilder declared(SupervisorSpec root) {
    ChildIndex index = ChildIndex.of(root);
    root(root.strategy()).children(index);
    index
        .specs()
        .forEach(
            (path, spec) ->
                spec.links().stream()
                    .sorted()
                    .forEach(id -> index.resolve(path, id).ifPresent(o -> linked(path, o))));
    return this;
  }

  /** The root supervisor. */
  public GraphBuilder root(Strategy strategy) {
    Node.Rules rules = new Node.Rules(Optional.of(strategy), RestartType.PERMANENT);
    put(new Node(ChildPath.ROOT.text(), NodeKind.SUPERVISOR, rules, Node.Now.UNKNOWN));
    return this;
  }

  /** All other children, with what they depend on. */
  public GraphBuilder children(ChildIndex index) {
    index.specs().forEach((path, spec) -> put(node(path, spec)));
    index.specs().forEach((path, spec) -> dependencies(index, path, spec));
    return this;
  }

  /** How they fare. */
  public GraphBuilder running(Iterable<ChildSnapshot> snapshots) {
    for (ChildSnapshot child : snapshots) {
      put(new Node(child.path().text(), kind(child), rules(child.declaration()), now(child)));
    }
    return this;
  }

  /** These two crash together now. */
  public GraphBuilder linked(ChildPath one, ChildPath other) {
    edges.add(new Edge.Links(one.text(), other.text()));
    return this;
  }

  /** Somebody outside the tree is told when this child ends. */
  public GraphBuilder monitored(String observer, ChildPath child, int count) {
    observers.put(observer, Node.observer(observer));
    edges.add(new Edge.Monitors(observer, child.text(), count));
    return this;
  }

  public SupervisionGraph build() {
    Map<String, Node> all = new LinkedHashMap<>(nodes);
    observers.forEach(all::putIfAbsent);
    return SupervisionGraph.of(
        all.values(),
        edges.stream().filter(e -> all.containsKey(e.from()) && all.containsKey(e.to())).toList());
  }

  private void put(Node node) {
    if (nodes.put(node.id(), node) == null) {
      new ChildPath(node.id())
          .parent()
          .ifPresent(above -> edges.add(new Edge.Supervises(above.text(), node.id())));
    }
  }

  private void dependencies(ChildIndex index, ChildPath path, ChildSpec spec) {
    for (Dependency dependency : spec.dependsOn()) {
      index
          .resolve(path, dependency.id())
          .ifPresent(
              on ->
                  edges.add(
                      new Edge.DependsOn(
                          path.text(),
                          on.text(),
                          words(dependency.condition()),
                          dependency.restartsWithIt())));
    }
  }

  private static Node node(ChildPath path, ChildSpec spec) {
    ChildDefinition definition = spec.definition();
    RestartType restart = spec.restart().type();
    if (definition instanceof ChildDefinition.SupervisorChild below) {
      Node.Rules rules = new Node.Rules(Optional.of(below.supervisor().strategy()), restart);
      return new Node(path.text(), NodeKind.SUPERVISOR, rules, Node.Now.UNKNOWN);
    }
    NodeKind kind = NodeKind.ACTOR;
    if (definition instanceof ChildDefinition.ProcessChild process) {
      kind = process.task() ? NodeKind.TASK : NodeKind.DAEMON;
    } else if (definition instanceof ChildDefinition.ActorChild actor) {
      kind = actor.role().flatMap(NodeKind::parse).orElse(NodeKind.ACTOR);
    }
    Node.Rules rules = new Node.Rules(Optional.empty(), restart);
    return new Node(path.text(), kind, rules, Node.Now.UNKNOWN);
  }

  private static Node.Rules rules(Declaration declaration) {
    return new Node.Rules(
        declaration
            .strategy()
            .flatMap(
                text ->
                    Arrays.stream(Strategy.values()).filter(s -> s.text().equals(text)).findAny()),
        Arrays.stream(RestartType.values())
            .filter(type -> type.text().equals(declaration.restart()))
            .findAny()
            .orElse(RestartType.PERMANENT));
  }

  private static NodeKind kind(ChildSnapshot child) {
    return switch (child.declaration().kind()) {
      case SUPERVISOR -> NodeKind.SUPERVISOR;
      case DAEMON -> NodeKind.DAEMON;
      case TASK -> NodeKind.TASK;
      case ACTOR -> NodeKind.ACTOR;
      case POOL -> NodeKind.POOL;
      case QUEUE -> NodeKind.QUEUE;
      case PERIODIC -> NodeKind.PERIODIC;
    };
  }

  private static Node.Now now(ChildSnapshot child) {
    return new Node.Now(
        Optional.of(child.state().text()),
        Optional.of(child.status()),
        child.life().process().filter(p -> child.state().isAlive()).map(ProcessIdentity::pid),
        child.life().restarts());
  }

  private static String words(Dependency.Condition condition) {
    return condition instanceof Dependency.LogLine line
        ? "log " + line.regex()
        : condition.toString().toLowerCase(Locale.ROOT);
  }
}
