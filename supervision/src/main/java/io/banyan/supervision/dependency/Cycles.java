package io.banyan.supervision.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the cycles among the children of one supervisor. As whatever depends on something outside
 * of its supervisor makes that supervisor depend on it, a cycle through any number of supervisors
 * shows among siblings somewhere. Declared order cannot be part of one: whoever keeps to it depends
 * on nobody.
 */
final class Cycles {

  private final Map<String, Map<String, Edge>> needs = new LinkedHashMap<>();
  private final Map<String, Set<String>> neededBy = new HashMap<>();

  Cycles(List<Edge> edges) {
    for (Edge edge : edges) {
      needs.computeIfAbsent(edge.from(), key -> new LinkedHashMap<>()).putIfAbsent(edge.to(), edge);
      neededBy.computeIfAbsent(edge.to(), key -> new LinkedHashSet<>()).add(edge.from());
    }
  }

  /** Cycles that have no child in common, each as its edges in order; empty when there are none. */
  List<List<Edge>> find() {
    takeAway(neededBy.keySet().stream().filter(id -> !needs.containsKey(id)).toList());
    List<List<Edge>> cycles = new ArrayList<>();
    while (!needs.isEmpty()) {
      List<Edge> cycle = walk();
      cycles.add(cycle);
      takeAway(cycle.stream().map(Edge::from).toList());
    }
    return cycles;
  }

  /** Takes these away, and whoever then needs nobody that is left. */
  private void takeAway(List<String> ids) {
    Deque<String> gone = new ArrayDeque<>(ids);
    ids.forEach(needs::remove);
    while (!gone.isEmpty()) {
      String id = gone.removeFirst();
      for (String other : neededBy.getOrDefault(id, Set.of())) {
        Map<String, Edge> left = needs.get(other);
        if (left != null && left.remove(id) != null && left.isEmpty()) {
          needs.remove(other);
          gone.add(other);
        }
      }
    }
  }

  /** Goes from need to need until it comes to where it was before. */
  private List<Edge> walk() {
    List<Edge> path = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    String at = needs.keySet().iterator().next();
    while (seen.add(at)) {
      Edge next = Objects.requireNonNull(needs.get(at)).values().iterator().next();
      path.add(next);
      at = next.to();
    }
    return path.subList(new ArrayList<>(seen).indexOf(at), path.size());
  }
}
