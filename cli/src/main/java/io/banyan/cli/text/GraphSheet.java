package io.banyan.cli.text;

import io.banyan.supervision.graph.Edge;
import io.banyan.supervision.graph.FaultDomain;
import io.banyan.supervision.graph.FaultDomain.Fall;
import io.banyan.supervision.graph.SupervisionGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers of {@code graph}, in lines for people. */
public final class GraphSheet {

  private GraphSheet() {}

  /** How one node stands to all others. */
  public static List<String> relations(SupervisionGraph graph, String id) {
    List<String> lines = new ArrayList<>();
    line(lines, "path", List.of(id));
    line(lines, "kind", List.of(graph.node(id).kind().text()));
    line(lines, "below", graph.ancestors(id));
    line(lines, "supervises", graph.children(id));
    line(lines, "depends on", dependencies(graph.from(id), true));
    line(lines, "needed by", dependencies(graph.to(id), false));
    line(lines, "linked with", graph.linked(id));
    line(
        lines,
        "monitored by",
        graph.to(id).stream().filter(Edge.Monitors.class::isInstance).map(Edge::from).toList());
    FaultDomain domain = graph.faultDomain(id);
    line(lines, "takes along", ids(domain.falls().subList(1, domain.falls().size())));
    line(lines, "escalated", ids(domain.escalated()));
    return lines;
  }

  /** Who falls, and why. */
  public static List<String> faultDomain(FaultDomain domain) {
    List<String> lines = new ArrayList<>();
    domain.falls().forEach(fall -> lines.add(fall.id() + "  " + why(fall)));
    if (!domain.escalated().isEmpty()) {
      lines.add("and if its supervisor gives up:");
      domain.escalated().forEach(fall -> lines.add("  " + fall.id() + "  " + why(fall)));
    }
    return lines;
  }

  /** The way from one node to another, a step a line. */
  public static List<String> way(String from, List<Edge> way) {
    List<String> lines = new ArrayList<>(List.of(from));
    String here = from;
    for (Edge edge : way) {
      String there = edge.other(here);
      lines.add("  " + step(edge, edge.from().equals(here)) + " " + there);
      here = there;
    }
    return lines;
  }

  /** A cycle, in one line. */
  public static String cycle(List<String> ids) {
    return String.join(" -> ", ids) + " -> " + ids.get(0);
  }

  private static String step(Edge edge, boolean forward) {
    if (edge instanceof Edge.Supervises) {
      return forward ? "supervises" : "is supervised by";
    }
    if (edge instanceof Edge.DependsOn) {
      return forward ? "depends on" : "is needed by";
    }
    if (edge instanceof Edge.Links) {
      return "is linked with";
    }
    return forward ? "monitors" : "is monitored by";
  }

  private static String why(Fall fall) {
    return switch (fall.cause()) {
      case ITSELF -> "fails";
      case SUPERVISOR -> "ends with its supervisor " + fall.because();
      case STRATEGY -> "is restarted together with " + fall.because();
      case LINK -> "is linked with " + fall.because();
      case DEPENDENCY -> "is restarted when " + fall.because() + " is";
    };
  }

  private static List<String> dependencies(List<Edge> edges, boolean forward) {
    List<String> texts = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge instanceof Edge.DependsOn on) {
        String condition = on.restarts() ? on.condition() + ", restarts" : on.condition();
        texts.add((forward ? on.to() : on.from()) + " (" + condition + ")");
      }
    }
    return texts;
  }

  private static List<String> ids(List<Fall> falls) {
    return falls.stream().map(Fall::id).toList();
  }

  private static void line(List<String> lines, String name, List<String> values) {
    if (!values.isEmpty()) {
      lines.add(String.format(Locale.ROOT, "%-12s %s", name, String.join(", ", values)));
    }
  }
}
