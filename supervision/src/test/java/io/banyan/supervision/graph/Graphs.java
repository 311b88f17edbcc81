package io.banyan.supervision.graph;

import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Short ways to say which graph a test is about. */
final class Graphs {

  private final List<Node> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  static Graphs root(Strategy strategy) {
    return new Graphs().put("/", Optional.of(strategy), RestartType.PERMANENT);
  }

  /** A supervisor at this path. */
  Graphs supervisor(String path, Strategy strategy) {
    return put(path, Optional.of(strategy), RestartType.PERMANENT).supervised(path);
  }

  /** Processes at these paths. */
  Graphs processes(String... paths) {
    for (String path : paths) {
      put(path, Optional.empty(), RestartType.PERMANENT).supervised(path);
    }
    return this;
  }

  Graphs temporary(String path) {
    return put(path, Optional.empty(), RestartType.TEMPORARY).supervised(path);
  }

  Graphs link(String one, String other) {
    edges.add(new Edge.Links(one, other));
    return this;
  }

  /** {@code from} needs {@code to} to be ready. */
  Graphs needs(String from, String to) {
    edges.add(new Edge.DependsOn(from, to, "ready", false));
    return this;
  }

  Graphs needsStarted(String from, String to) {
    edges.add(new Edge.DependsOn(from, to, "started", false));
    return this;
  }

  Graphs restartsWith(String from, String to) {
    edges.add(new Edge.DependsOn(from, to, "ready", true));
    return this;
  }

  SupervisionGraph build() {
    return SupervisionGraph.of(nodes, edges);
  }

  /** A tree of this size whose dependencies all point at nodes that were made before. */
  static SupervisionGraph random(Random random, int size) {
    Graphs graphs = root(Strategy.ONE_FOR_ONE);
    List<String> supervisors = new ArrayList<>(List.of("/"));
    List<String> processes = new ArrayList<>();
    for (int i = 1; i < size; i++) {
      String parent = supervisors.get(random.nextInt(supervisors.size()));
      String path = parent.equals("/") ? "x" + i : parent + "/x" + i;
      if (random.nextInt(4) == 0 && path.length() < 200) {
        Strategy strategy = Strategy.values()[random.nextInt(Strategy.values().length)];
        graphs.supervisor(path, strategy);
        supervisors.add(path);
      } else {
        graphs.processes(path);
        graphs.tie(random, path, processes);
        processes.add(path);
      }
    }
    return graphs.build();
  }

  private void tie(Random random, String path, List<String> earlier) {
    if (!earlier.isEmpty() && random.nextInt(3) == 0) {
      String other = earlier.get(random.nextInt(earlier.size()));
      switch (random.nextInt(3)) {
        case 0 -> needs(path, other);
        case 1 -> restartsWith(path, other);
        default -> link(path, other);
      }
    }
  }

  private Graphs supervised(String path) {
    int slash = path.lastIndexOf('/');
    edges.add(new Edge.Supervises(slash < 0 ? "/" : path.substring(0, slash), path));
    return this;
  }

  private Graphs put(String id, Optional<Strategy> strategy, RestartType restart) {
    NodeKind kind = strategy.isPresent() ? NodeKind.SUPERVISOR : NodeKind.DAEMON;
    nodes.add(new Node(id, kind, new Node.Rules(strategy, restart), Node.Now.UNKNOWN));
    return this;
  }
}
