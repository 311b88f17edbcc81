package io.banyan.supervision.graph;

import java.util.ArrayList;
import java.util.List;

/** Writes a graph in the language of Graphviz. */
public final class DotDrawing {

  private DotDrawing() {}

  /**
   * The lines of a {@code digraph}.
   *
   * @param name what the root is called
   */
  public static List<String> lines(SupervisionGraph graph, String name) {
    List<String> lines = new ArrayList<>();
    lines.add("digraph " + quoted(name) + " {");
    lines.add("  node [fontname=\"sans-serif\"];");
    for (Node node : graph.nodes()) {
      lines.add("  " + quoted(node.id()) + " [" + attributes(node, name) + "];");
    }
    for (Edge edge : graph.edges()) {
      lines.add("  " + quoted(edge.from()) + " -> " + quoted(edge.to()) + style(edge) + ";");
    }
    lines.add("}");
    return lines;
  }

  private static String attributes(Node node, String name) {
    String shape =
        switch (node.kind()) {
          case SUPERVISOR -> "box";
          case DAEMON -> "ellipse";
          case TASK -> "ellipse, peripheries=2";
          case ACTOR, POOL, QUEUE, PERIODIC -> "hexagon";
          case OBSERVER -> "note";
        };
    String label =
        String.join("\\n", Caption.of(node, name).stream().map(DotDrawing::safe).toList());
    return "shape=" + shape + ", label=\"" + label + "\"";
  }

  private static String style(Edge edge) {
    if (edge instanceof Edge.DependsOn on) {
      return " [style=dashed, constraint=false, label=" + quoted(Caption.of(on)) + "]";
    }
    if (edge instanceof Edge.Links) {
      return " [dir=none, style=bold, color=red, constraint=false]";
    }
    return edge instanceof Edge.Monitors ? " [style=dotted, constraint=false]" : "";
  }

  private static String quoted(String text) {
    return '"' + safe(text) + '"';
  }

  private static String safe(String text) {
    return Printable.of(text).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
