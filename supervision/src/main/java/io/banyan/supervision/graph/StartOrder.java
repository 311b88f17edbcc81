package io.banyan.supervision.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What has to come before what when the tree starts. Every node has two moments: its start and its
 * readiness, which for a supervisor is that of all its children. They are numbered: node <em>i</em>
 * of the tree's own order starts at <em>2i</em> and is ready at <em>2i + 1</em>.
 */
final class StartOrder {

  private final List<String> ids = new ArrayList<>();
  private final Map<String, Integer> index = new HashMap<>();
  private final List<List<Integer>> after = new ArrayList<>();

  StartOrder(SupervisionGraph graph) {
    graph.roots().forEach(root -> add(graph, root));
    for (int i = 0; i < ids.size(); i++) {
      before(2 * i, 2 * i + 1);
      for (Edge edge : graph.from(ids.get(i))) {
        constrain(i, edge);
      }
    }
  }

  private void add(SupervisionGraph graph, String root) {
    List<String> all = new ArrayList<>(List.of(root));
    all.addAll(graph.descendants(root));
    for (String id : all) {
      index.put(id, ids.size());
      ids.add(id);
      after.add(new ArrayList<>());
      after.add(new ArrayList<>());
    }
  }

  private void constrain(int from, Edge edge) {
    Integer to = index.get(edge.to());
    if (to == null) {
      return;
    }
    if (edge instanceof Edge.Supervises) {
      before(2 * from, 2 * to);
      before(2 * to + 1, 2 * from + 1);
    } else if (edge instanceof Edge.DependsOn dependency) {
      boolean started = dependency.condition().equals(Edge.DependsOn.STARTED);
      before(started ? 2 * to : 2 * to + 1, 2 * from);
    }
  }

  private void before(int first, int second) {
    after.get(first).add(second);
  }

  /** Kahn's algorithm; among those whose turn it is, the first in the tree's own order. */
  List<String> order() {
    int[] waitsFor = new int[after.size()];
    after.forEach(targets -> targets.forEach(target -> waitsFor[target]++));
    PriorityQueue<Integer> free = new PriorityQueue<>();
    for (int moment = 0; moment < waitsFor.length; moment++) {
      if (waitsFor[moment] == 0) {
        free.add(moment);
      }
    }
    boolean[] done = new boolean[after.size()];
    List<String> order = new ArrayList<>();
    while (!free.isEmpty()) {
      int moment = free.remove();
      done[moment] = true;
      if (moment % 2 == 0) {
        order.add(ids.get(moment / 2));
      }
      for (int target : after.get(moment)) {
        if (--waitsFor[target] == 0) {
          free.add(target);
        }
      }
    }
    for (int i = 0; i < ids.size(); i++) {
      if (!done[2 * i]) {
        order.add(ids.get(i));
      }
    }
    return order;
  }

  List<List<String>> cycles() {
    List<List<String>> found = new ArrayList<>();
    for (List<Integer> moments : new Knots(after).cycles()) {
      List<String> cycle = new ArrayList<>();
      for (int moment : moments) {
        String id = ids.get(moment / 2);
        if (!cycle.contains(id)) {
          cycle.add(id);
        }
      }
      found.add(cycle);
    }
    return found;
  }
}
