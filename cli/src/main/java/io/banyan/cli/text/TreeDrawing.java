package io.banyan.cli.text;

import io.banyan.control.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Draws the tree of {@code GET /api/graph}, one line a node. */
public final class TreeDrawing {

  private final Style style;
  private final List<String> lines = new ArrayList<>();

  private TreeDrawing(Style style) {
    this.style = style;
  }

  /**
   * @param name what the root is called
   */
  public static List<String> of(String name, JsonObject root, Style style) {
    TreeDrawing drawing = new TreeDrawing(style);
    drawing.lines.add(drawing.label(name, root));
    drawing.below(root, "");
    return drawing.lines;
  }

  private void below(JsonObject node, String indent) {
    List<JsonObject> children = node.objects("children");
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      JsonObject child = children.get(i);
      lines.add(indent + (last ? "└─ " : "├─ ") + label(child.string("id").orElse("?"), child));
      below(child, indent + (last ? "   " : "│  "));
    }
  }

  private String label(String name, JsonObject node) {
    String state = node.string("state").orElse("");
    return name
        + node.string("strategy").map(strategy -> " (" + strategy + ")").orElse("")
        + node.string("status").map(status -> "  " + style.state(status, state)).orElse("")
        + node.number("pid").map(pid -> "  pid " + pid).orElse("");
  }
}
