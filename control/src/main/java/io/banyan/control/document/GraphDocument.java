package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.supervision.graph.Edge;
import io.banyan.supervision.graph.Node;
import io.banyan.supervision.graph.SupervisionGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The graph: the tree nested, each node with its children in the order of their declaration; in its
 * root also all other edges, and who observes from outside.
 */
public final class GraphDocument {

  private GraphDocument() {}

  /** The root node; an empty object when nothing was declared. */
  public static JsonObject of(SupervisionGraph graph) {
    List<String> roots = graph.roots();
    if (roots.isEmpty()) {
      return new JsonObject();
    }
    // From the last to the first: every child is there when its supervisor asks for it.
    List<String> all = new ArrayList<>(List.of(roots.get(0)));
    all.addAll(graph.descendants(roots.get(0)));
    Map<String, JsonObject> documents = new LinkedHashMap<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      String id = all.get(i);
      List<JsonObject> below = new ArrayList<>();
      graph.children(id).forEach(child -> below.add(documents.get(child)));
      documents.put(id, node(graph.node(id)).put("children", below));
    }
    return Optional.ofNullable(documents.get(roots.get(0)))
        .orElseGet(JsonObject::new)
        .put("edges", edges(graph))
        .put("observers", graph.nodes().stream().filter(Node::isObserver).map(Node::id).toList());
  }

  private static JsonObject node(Node node) {
    return new JsonObject()
        .put("id", node.label())
        .put("path", node.id())
        .put("kind", node.kind().text())
        .put("strategy", node.rules().strategy().map(strategy -> strategy.text()))
        .put("restart", node.rules().restart().text())
        .put("state", node.now().state())
        .put("status", node.now().status())
        .put("pid", node.now().pid())
        .put("restarts", node.now().restarts());
  }

  private static List<JsonObject> edges(SupervisionGraph graph) {
    return graph.edges().stream()
        .filter(edge -> !(edge instanceof Edge.Supervises))
        .map(GraphDocument::edge)
        .toList();
  }

  private static JsonObject edge(Edge edge) {
    JsonObject document =
        new JsonObject().put("type", edge.type()).put("from", edge.from()).put("to", edge.to());
    if (edge instanceof Edge.DependsOn on) {
      document.put("condition", on.condition()).put("restarts", on.restarts());
    } else if (edge instanceof Edge.Monitors monitors) {
      document.put("count", monitors.count());
    }
    return document;
  }

  /** Depth first: every supervisor directly before its own children. */
  public static List<ChildSnapshot> inTreeOrder(List<ChildSnapshot> all) {
    Map<ChildPath, List<ChildSnapshot>> children = new LinkedHashMap<>();
    List<ChildSnapshot> tops = new ArrayList<>();
    all.forEach(child -> children.put(child.path(), new ArrayList<>()));
    for (ChildSnapshot child : all) {
      child
          .path()
          .parent()
          .map(children::get)
          .ifPresentOrElse(siblings -> siblings.add(child), () -> tops.add(child));
    }
    List<ChildSnapshot> ordered = new ArrayList<>();
    tops.forEach(top -> walk(top, children, ordered));
    return ordered;
  }

  private static void walk(
      ChildSnapshot child,
      Map<ChildPath, List<ChildSnapshot>> children,
      List<ChildSnapshot> ordered) {
    ordered.add(child);
    children.getOrDefault(child.path(), List.of()).forEach(next -> walk(next, children, ordered));
  }
}
