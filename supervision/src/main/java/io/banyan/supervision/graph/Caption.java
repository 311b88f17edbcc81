package io.banyan.supervision.graph;

import java.util.ArrayList;
import java.util.List;

/** What is written on a node or an edge of a drawing. */
final class Caption {

  private Caption() {}

  static List<String> of(Node node, String rootName) {
    List<String> lines = new ArrayList<>();
    lines.add(node.id().equals("/") ? rootName : node.label());
    node.rules().strategy().ifPresent(strategy -> lines.add(strategy.text()));
    node.now().status().ifPresent(lines::add);
    node.now().pid().ifPresent(pid -> lines.add("pid " + pid));
    return lines;
  }

  static String of(Edge.DependsOn on) {
    return on.restarts() ? on.condition() + ", restarts" : on.condition();
  }
}
