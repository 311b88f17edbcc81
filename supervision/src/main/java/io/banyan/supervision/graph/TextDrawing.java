package io.banyan.supervision.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Draws a graph as a tree of lines, one a child, with its other edges behind it. */
public final class TextDrawing {

  private final SupervisionGraph graph;
  private final Painter painter;

  /** Gives a status the colour of its state. */
  @FunctionalInterface
  public interface Painter {
    String paint(String status, String state);

    /** Leaves it as it is. */
    static Painter plain() {
      return (status, state) -> status;
    }
  }

  public TextDrawing(SupervisionGraph graph, Painter painter) {
    this.graph = graph;
    this.painter = painter;
  }

  private record Line(String id, String indent, boolean top, boolean last) {}

  /**
   * The lines.
   *
   * @param name what the root is called
   */
  public List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    Deque<Line> next = new ArrayDeque<>();
    graph.roots().forEach(root -> next.add(new Line(root, "", true, true)));
    while (!next.isEmpty()) {
      Line line = next.pop();
      Node node = graph.node(line.id());
      String branch = line.top() ? "" : line.last() ? "└─ " : "├─ ";
      lines.add(line.indent() + branch + label(line.top() ? name : node.label(), node));
      pushChildren(line, next);
    }
    return lines;
  }

  private void pushChildren(Line line, Deque<Line> next) {
    List<String> children = graph.children(line.id());
    String indent = line.indent() + (line.top() ? "" : line.last() ? "   " : "│  ");
    for (int i = children.size() - 1; i >= 0; i--) {
      next.push(new Line(children.get(i), indent, false, i == children.size() - 1));
    }
  }

  private String label(String name, Node node) {
    Node.Now now = node.now();
    String text =
        Printable.of(name)
            + node.rules().strategy().map(strategy -> " (" + strategy.text() + ")").orElse("")
            + now.status()
                .map(s -> "  " + painter.paint(Printable.of(s), now.state().orElse("")))
                .orElse("")
            + now.pid().map(pid -> "  pid " + pid).orElse("");
    List<String> ties = ties(node.id());
    return ties.isEmpty() ? text : text + "  [" + String.join("; ", ties) + "]";
  }

  private List<String> ties(String id) {
    List<String> needs = new ArrayList<>();
    int monitors = 0;
    for (Edge edge : graph.from(id)) {
      if (edge instanceof Edge.DependsOn on) {
        needs.add(
            Printable.of(on.to() + " " + on.condition()) + (on.restarts() ? ", restarts" : ""));
      }
    }
    for (Edge edge : graph.to(id)) {
      monitors += edge instanceof Edge.Monitors monitor ? monitor.count() : 0;
    }
    List<String> ties = new ArrayList<>();
    needs.forEach(need -> ties.add("needs " + need));
    List<String> linked = graph.linked(id);
    if (!linked.isEmpty()) {
      ties.add("linked with " + Printable.of(String.join(", ", linked)));
    }
    if (monitors > 0) {
      ties.add(monitors == 1 ? "1 monitor" : monitors + " monitors");
    }
    return ties;
  }
}
