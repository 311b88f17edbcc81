package io.banyan.supervision.graph;

import io.banyan.supervision.graph.FaultDomain.Cause;
import io.banyan.supervision.graph.FaultDomain.Fall;
import io.banyan.supervision.spec.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows a failure through the graph; see {@link FaultDomain} for the rules. */
final class Spread {

  private final SupervisionGraph graph;
  private final Map<String, Fall> fallen = new LinkedHashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final Map<String, Integer> siblingsTaken = new HashMap<>();
  private final Map<String, List<String>> childrenOf = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Deque<Runnable> toDo = new ArrayDeque<>();

  Spread(SupervisionGraph graph) {
    this.graph = graph;
  }

  List<Fall> of(String id) {
    fail(new Fall(id, Cause.ITSELF, id));
    while (!toDo.isEmpty()) {
      toDo.remove().run();
    }
    return List.copyOf(fallen.values());
  }

  private void fail(Fall fall) {
    String id = fall.id();
    if (failed.add(id)) {
      fall(fall);
      toDo.add(() -> takeSiblings(id));
      graph.linked(id).forEach(o -> toDo.add(() -> fail(new Fall(o, Cause.LINK, id))));
    }
  }

  private void fall(Fall fall) {
    String id = fall.id();
    if (fallen.putIfAbsent(id, fall) == null) {
      children(id).forEach(c -> toDo.add(() -> fall(new Fall(c, Cause.SUPERVISOR, id))));
      if (!graph.node(id).isTemporary() || fall.cause() == Cause.SUPERVISOR) {
        toDo.add(() -> takeDependents(id));
      }
    }
  }

  private void takeDependents(String id) {
    for (Edge edge : graph.to(id)) {
      if (edge instanceof Edge.DependsOn dependency && dependency.restarts()) {
        fall(new Fall(dependency.from(), Cause.DEPENDENCY, id));
      }
    }
  }

  private void takeSiblings(String id) {
    if (!graph.node(id).isTemporary()) {
      graph.supervisor(id).ifPresent(supervisor -> takeSiblings(id, supervisor));
    }
  }

  private void takeSiblings(String id, String supervisor) {
    Strategy strategy = graph.node(supervisor).rules().strategy().orElse(Strategy.ONE_FOR_ONE);
    if (strategy == Strategy.ONE_FOR_ONE) {
      return;
    }
    List<String> siblings = children(supervisor);
    int from = strategy == Strategy.ONE_FOR_ALL ? 0 : places.getOrDefault(id, 0);
    int to = siblingsTaken.getOrDefault(supervisor, siblings.size());
    for (int i = from; i < to; i++) {
      fall(new Fall(siblings.get(i), Cause.STRATEGY, id));
    }
    siblingsTaken.merge(supervisor, from, Math::min);
  }

  /** Looked up once, so that many failing siblings do not each walk along all the others. */
  private List<String> children(String id) {
    return childrenOf.computeIfAbsent(
        id,
        key -> {
          List<String> below = new ArrayList<>(graph.children(key));
          for (int i = 0; i < below.size(); i++) {
            places.put(below.get(i), i);
          }
          return below;
        });
  }
}
