package io.banyan.supervision.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random trees with random dependencies, against a model that knows nothing of graphs: it starts
 * whatever may start and stops whatever may stop, until nothing more happens.
 */
class RandomTreesTest {

  private static final int TREES = 3000;

  @Test
  void a_tree_without_mistakes_can_always_start_and_stop_and_one_that_cannot_is_refused() {
    int sound = 0;
    for (int seed = 0; seed < TREES; seed++) {
      SupervisorSpec root = randomTree(new Random(seed));
      DependencyGraph graph = DependencyGraph.of(root);
      boolean works = new Model(root, graph).startsAndStops();
      if (graph.mistakes().isEmpty()) {
        sound++;
        assertThat(works).as("tree of seed %d", seed).isTrue();
      }
    }
    assertThat(sound).isBetween(TREES / 10, TREES * 9 / 10);
  }

  @Test
  void every_cycle_that_is_told_is_one() {
    for (int seed = 0; seed < TREES; seed++) {
      List<Edge> edges = randomEdges(new Random(seed));
      List<List<Edge>> cycles = new Cycles(edges).find();
      for (List<Edge> cycle : cycles) {
        assertThat(edges).containsAll(cycle);
        for (int i = 0; i < cycle.size(); i++) {
          assertThat(cycle.get(i).to()).isEqualTo(cycle.get((i + 1) % cycle.size()).from());
        }
      }
      assertThat(cycles.isEmpty()).isEqualTo(canBeSorted(edges));
    }
  }

  /** By taking away, again and again, whoever needs nobody that is left. */
  private static boolean canBeSorted(List<Edge> edges) {
    List<Edge> left = new ArrayList<>(edges);
    while (left.removeIf(edge -> left.stream().noneMatch(next -> next.from().equals(edge.to())))) {
      // Until nothing changes.
    }
    return left.isEmpty();
  }

  private static List<Edge> randomEdges(Random random) {
    List<Edge> edges = new ArrayList<>();
    int nodes = 2 + random.nextInt(6);
    for (int i = random.nextInt(8); i >= 0; i--) {
      String from = "n" + random.nextInt(nodes);
      String to = "n" + random.nextInt(nodes);
      if (!from.equals(to)) {
        edges.add(new Edge(from, to, new Edge.Declared(from, 0, to)));
      }
    }
    return edges;
  }

  private static SupervisorSpec randomTree(Random random) {
    int size = 3 + random.nextInt(7);
    return Trees.root(children(random, new ArrayList<>(List.of(size)), size));
  }

  /**
   * @param left how many ids are left, from the highest
   */
  private static List<ChildSpec> children(Random random, List<Integer> left, int size) {
    List<ChildSpec> children = new ArrayList<>();
    int wanted = 1 + random.nextInt(4);
    while (wanted-- > 0 && left.get(0) > 0) {
      String id = "c" + left.set(0, left.get(0) - 1);
      boolean supervisor = random.nextInt(3) == 0 && left.get(0) > 0;
      ChildSpec child =
          supervisor
              ? Trees.supervisor(id, children(random, left, size).toArray(ChildSpec[]::new))
              : Trees.daemon(id);
      children.add(child.withDependsOn(dependencies(random, size)));
    }
    return children;
  }

  private static List<Dependency> dependencies(Random random, int size) {
    List<Dependency> dependencies = new ArrayList<>();
    while (random.nextInt(4) == 0) {
      dependencies.add(Trees.ready("c" + (1 + random.nextInt(size))));
    }
    return dependencies;
  }

  /** Starts and stops the tree, one step at a time. */
  private static final class Model {
    private final SupervisorSpec root;
    private final DependencyGraph graph;
    private final Set<String> up = new HashSet<>();
    private final Set<String> ready = new HashSet<>();

    Model(SupervisorSpec root, DependencyGraph graph) {
      this.root = root;
      this.graph = graph;
    }

    boolean startsAndStops() {
      while (start(ChildPath.ROOT, root)) {
        // Until nothing more happens.
      }
      if (!isReady(root)) {
        return false;
      }
      while (stop(ChildPath.ROOT, root)) {
        // Until nothing more happens.
      }
      return up.isEmpty();
    }

    private boolean start(ChildPath at, SupervisorSpec supervisor) {
      Precedence order = graph.precedence(at, supervisor.children());
      boolean chainReady = true;
      boolean changed = false;
      for (ChildSpec child : supervisor.children()) {
        boolean turn = !order.isChained(child.id()) || chainReady;
        boolean gate = child.dependsOn().stream().allMatch(on -> ready.contains(on.id()));
        if (!up.contains(child.id()) && turn && gate) {
          changed |= up.add(child.id());
        }
        if (up.contains(child.id())) {
          changed |= comesUp(at, child);
        }
        chainReady &= !order.isChained(child.id()) || ready.contains(child.id());
      }
      return changed;
    }

    private boolean comesUp(ChildPath at, ChildSpec child) {
      if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
        boolean changed = start(at.child(child.id()), below.supervisor());
        return changed | (isReady(below.supervisor()) && ready.add(child.id()));
      }
      return ready.add(child.id());
    }

    private boolean isReady(SupervisorSpec supervisor) {
      return supervisor.children().stream().allMatch(child -> ready.contains(child.id()));
    }

    private boolean stop(ChildPath at, SupervisorSpec supervisor) {
      boolean changed = false;
      for (String id : graph.precedence(at, supervisor.children()).nextToStop(upOf(supervisor))) {
        ChildSpec child =
            supervisor.children().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
        if (child.definition() instanceof ChildDefinition.SupervisorChild below
            && stop(at.child(id), below.supervisor())) {
          changed = true;
        } else if (up.stream().noneMatch(other -> dependsOn(other, id))) {
          changed |= up.remove(id);
        }
      }
      return changed;
    }

    private List<String> upOf(SupervisorSpec supervisor) {
      return supervisor.children().stream().map(ChildSpec::id).filter(up::contains).toList();
    }

    /** Whether something that is still up was promised to be gone before. */
    private boolean dependsOn(String other, String id) {
      return dependencies(root, other).stream().anyMatch(on -> on.id().equals(id));
    }

    private static List<Dependency> dependencies(SupervisorSpec supervisor, String id) {
      for (ChildSpec child : supervisor.children()) {
        if (child.id().equals(id)) {
          return child.dependsOn();
        }
        if (child.definition() instanceof ChildDefinition.SupervisorChild below) {
          List<Dependency> found = dependencies(below.supervisor(), id);
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
      return List.of();
    }
  }
}
