package io.banyan.supervision.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a graph as a Mermaid flowchart. */
public final class MermaidDrawing {

  private MermaidDrawing() {}

  /**
   * The lines of a {@code flowchart}. Nodes are numbered, as Mermaid has no way to quote an id.
   *
   * @param name what the root is called
   */
  public static List<String> lines(SupervisionGraph graph, String name) {
    List<String> lines = new ArrayList<>();
    Map<String, String> numbers = new HashMap<>();
    lines.add("flowchart TD");
    for (Node node : graph.nodes()) {
      String number = "n" + numbers.size();
      numbers.put(node.id(), number);
      String label =
          String.join("<br/>", Caption.of(node, name).stream().map(MermaidDrawing::safe).toList());
      lines.add("  " + number + shaped(node.kind(), '"' + label + '"'));
    }
    for (Edge edge : graph.edges()) {
      lines.add("  " + numbers.get(edge.from()) + arrow(edge) + numbers.get(edge.to()));
    }
    return lines;
  }

  private static String shaped(NodeKind kind, String label) {
    return switch (kind) {
      case SUPERVISOR -> "[" + label + "]";
      case DAEMON -> "(" + label + ")";
      case TASK -> "([" + label + "])";
      case ACTOR, POOL, QUEUE, PERIODIC -> "{{" + label + "}}";
      case OBSERVER -> ">" + label + "]";
    };
  }

  private static String arrow(Edge edge) {
    if (edge instanceof Edge.DependsOn on) {
      return " -. \"" + safe(Caption.of(on)) + "\" .-> ";
    }
    if (edge instanceof Edge.Links) {
      return " <==> ";
    }
    return edge instanceof Edge.Monitors ? " -. monitors .-> " : " --> ";
  }

  /** Everything that could end the text, or be read as HTML or Markdown, by its number. */
  private static String safe(String text) {
    StringBuilder result = new StringBuilder();
    Printable.of(text).codePoints().forEach(c -> append(result, c));
    return result.toString();
  }

  private static void append(StringBuilder result, int c) {
    if ("\"#&<>`*_\\{}[]()|;".indexOf(c) >= 0) {
      result.append('#').append(c).append(';');
    } else {
      result.appendCodePoint(c);
    }
  }
}
