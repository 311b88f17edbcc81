package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.ProcessIdentity;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tree, nested: each node with its children in the order of their declaration. */
public final class GraphDocument {

  private final Map<ChildPath, List<ChildSnapshot>> children = new LinkedHashMap<>();
  private final List<ChildSnapshot> tops = new ArrayList<>();

  private GraphDocument(List<ChildSnapshot> all) {
    for (ChildSnapshot child : all) {
      children.put(child.path(), new ArrayList<>());
    }
    for (ChildSnapshot child : all) {
      child
          .path()
          .parent()
          .map(children::get)
          .ifPresentOrElse(siblings -> siblings.add(child), () -> tops.add(child));
    }
  }

  /** The root node; an empty object when nothing was declared. */
  public static JsonObject of(List<ChildSnapshot> all) {
    GraphDocument graph = new GraphDocument(all);
    return graph.tops.isEmpty() ? new JsonObject() : graph.node(graph.tops.get(0));
  }

  /** Depth first: every supervisor directly before its own children. */
  public static List<ChildSnapshot> inTreeOrder(List<ChildSnapshot> all) {
    GraphDocument graph = new GraphDocument(all);
    List<ChildSnapshot> ordered = new ArrayList<>();
    graph.tops.forEach(top -> graph.walk(top, ordered));
    return ordered;
  }

  private void walk(ChildSnapshot child, List<ChildSnapshot> ordered) {
    ordered.add(child);
    children.getOrDefault(child.path(), List.of()).forEach(next -> walk(next, ordered));
  }

  private JsonObject node(ChildSnapshot child) {
    List<JsonObject> below =
        children.getOrDefault(child.path(), List.of()).stream().map(this::node).toList();
    return new JsonObject()
        .put("id", child.path().id())
        .put("path", child.path().text())
        .put("kind", ProcessDocument.kind(child.declaration().kind()))
        .put("strategy", child.declaration().strategy())
        .put("state", child.state().text())
        .put("status", child.status())
        .put("pid", ProcessDocument.runningProcess(child).map(ProcessIdentity::pid))
        .put("restarts", child.life().restarts())
        .put("children", below);
  }
}
