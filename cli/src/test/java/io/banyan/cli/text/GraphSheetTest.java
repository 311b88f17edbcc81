package io.banyan.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.graph.Edge;
import io.banyan.supervision.graph.Node;
import io.banyan.supervision.graph.NodeKind;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphSheetTest {

  private final SupervisionGraph graph =
      SupervisionGraph.of(
          List.of(
              supervisor("/", Strategy.ONE_FOR_ONE),
              process("db"),
              supervisor("w", Strategy.ONE_FOR_ALL),
              process("w/a"),
              process("w/b")),
          List.of(
              new Edge.Supervises("/", "db"),
              new Edge.Supervises("/", "w"),
              new Edge.Supervises("w", "w/a"),
              new Edge.Supervises("w", "w/b"),
              new Edge.DependsOn("w/a", "db", "ready", true),
              new Edge.Links("db", "w/b")));

  @Test
  void relations_are_a_line_for_each_kind_there_is() {
    assertThat(GraphSheet.relations(graph, "db"))
        .containsExactly(
            "path         db",
            "kind         daemon",
            "below        /",
            "needed by    w/a (ready, restarts)",
            "linked with  w/b",
            "takes along  w/a, w/b",
            "escalated    /, w");
  }

  @Test
  void everybody_who_falls_has_a_cause() {
    assertThat(GraphSheet.faultDomain(graph.faultDomain("w/b")))
        .containsExactly(
            "w/b  fails",
            "w/a  is restarted together with w/b",
            "db  is linked with w/b",
            "and if its supervisor gives up:",
            "  w  fails");
  }

  @Test
  void a_way_is_told_in_steps() {
    assertThat(GraphSheet.way("w/a", graph.path("w/a", "w/b").orElseThrow()))
        .containsExactly("w/a", "  is supervised by w", "  supervises w/b");
    assertThat(GraphSheet.way("db", graph.path("db", "w/a").orElseThrow()))
        .containsExactly("db", "  is needed by w/a");
  }

  private static Node supervisor(String id, Strategy strategy) {
    Node.Rules rules = new Node.Rules(Optional.of(strategy), RestartType.PERMANENT);
    return new Node(id, NodeKind.SUPERVISOR, rules, Node.Now.UNKNOWN);
  }

  private static Node process(String id) {
    return new Node(id, NodeKind.DAEMON, Node.Rules.NONE, Node.Now.UNKNOWN);
  }
}
