package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.supervision.graph.Edge;
import io.banyan.supervision.graph.Node;
import io.banyan.supervision.graph.NodeKind;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads what {@link GraphDocument} wrote. */
public final class GraphReader {

  private final List<Node> nodes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  private GraphReader() {}

  /**
   * The graph again.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SupervisionGraph read(JsonObject root) {
    GraphReader reader = new GraphReader();
    if (!root.fields().isEmpty()) {
      reader.tree(root);
    }
    root.strings("observers")
        .forEach(
            id ->
                reader.nodes.add(
                    new Node(id, NodeKind.OBSERVER, Node.Rules.NONE, Node.Now.UNKNOWN)));
    root.objects("edges").forEach(edge -> reader.edge(edge).ifPresent(reader.edges::add));
    return SupervisionGraph.of(reader.nodes, reader.edges);
  }

  private void tree(JsonObject root) {
    Deque<JsonObject> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty()) {
      JsonObject document = next.remove();
      Node node = node(document);
      nodes.add(node);
      for (JsonObject child : document.objects("children")) {
        edges.add(new Edge.Supervises(node.id(), required(child, "path")));
        next.add(child);
      }
    }
  }

  private static Node node(JsonObject document) {
    return new Node(
        required(document, "path"),
        document.string("kind").flatMap(NodeKind::parse).orElse(NodeKind.DAEMON),
        new Node.Rules(
            document
                .string("strategy")
                .flatMap(
                    text ->
                        Arrays.stream(Strategy.values())
                            .filter(strategy -> strategy.text().equals(text))
                            .findAny()),
            document
                .string("restart")
                .flatMap(
                    text ->
                        Arrays.stream(RestartType.values())
                            .filter(type -> type.text().equals(text))
                            .findAny())
                .orElse(RestartType.PERMANENT)),
        new Node.Now(
            document.string("state"),
            document.string("status"),
            document.number("pid"),
            document.number("restarts").map(Math::toIntExact).orElse(0)));
  }

  /** Empty for a type that this program does not know. */
  private Optional<Edge> edge(JsonObject document) {
    String from = required(document, "from");
    String to = required(document, "to");
    return switch (required(document, "type")) {
      case "depends-on" ->
          Optional.of(
              new Edge.DependsOn(
                  from,
                  to,
                  document.string("condition").orElse(""),
                  document.bool("restarts").orElse(false)));
      case "links" -> Optional.of(new Edge.Links(from, to));
      case "monitors" ->
          Optional.of(
              new Edge.Monitors(
                  from, to, document.number("count").map(Math::toIntExact).orElse(1)));
      default -> Optional.empty();
    };
  }

  private static String required(JsonObject document, String name) {
    return document
        .string(name)
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + document));
  }
}
