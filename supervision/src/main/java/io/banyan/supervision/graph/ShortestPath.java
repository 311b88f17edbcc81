package io.banyan.supervision.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for the shortest way between two nodes, breadth first. */
final class ShortestPath {

  private final SupervisionGraph graph;
  private final Map<String, Edge> cameBy = new HashMap<>();

  ShortestPath(SupervisionGraph graph) {
    this.graph = graph;
  }

  Optional<List<Edge>> between(String from, String to) {
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      String here = next.remove();
      if (here.equals(to)) {
        return Optional.of(back(from, to));
      }
      for (Edge edge : around(here)) {
        String there = edge.other(here);
        if (!there.equals(from) && cameBy.putIfAbsent(there, edge) == null) {
          next.add(there);
        }
      }
    }
    return Optional.empty();
  }

  private List<Edge> back(String from, String to) {
    LinkedList<Edge> way = new LinkedList<>();
    String here = to;
    while (!here.equals(from)) {
      @Nullable Edge edge = cameBy.get(here);
      if (edge == null) {
        throw new IllegalStateException("no way back from " + here);
      }
      way.addFirst(edge);
      here = edge.other(here);
    }
    return List.copyOf(way);
  }

  private List<Edge> around(String id) {
    List<Edge> first = new ArrayList<>();
    List<Edge> later = new ArrayList<>();
    for (List<Edge> edges : List.of(graph.to(id), graph.from(id))) {
      for (Edge edge : edges) {
        (edge instanceof Edge.Supervises ? first : later).add(edge);
      }
    }
    first.addAll(later);
    return first;
  }
}
