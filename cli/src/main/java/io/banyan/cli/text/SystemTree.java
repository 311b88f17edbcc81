package io.banyan.cli.text;

import io.banyan.runtime.inspect.ProcessSearch;
import io.banyan.runtime.inspect.ProcessSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws a process of the system with its descendants. */
public final class SystemTree {

  private final ProcessSearch search;
  private final List<String> lines = new ArrayList<>();
  private final Set<Long> drawn = new HashSet<>();

  private SystemTree(ProcessSearch search) {
    this.search = search;
  }

  public static List<String> of(ProcessSummary root, ProcessSearch search) {
    SystemTree tree = new SystemTree(search);
    tree.draw(root, "", "");
    return tree.lines;
  }

  private void draw(ProcessSummary process, String before, String below) {
    // Facts of different moments could make a circle.
    if (drawn.add(process.pid())) {
      lines.add(before + process.pid() + " " + SystemTable.command(process));
      List<ProcessSummary> children = search.children(process.pid());
      for (int i = 0; i < children.size(); i++) {
        boolean last = i == children.size() - 1;
        draw(children.get(i), below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
      }
    }
  }
}
