package io.banyan.supervision.graph;

import static io.banyan.supervision.spec.Strategy.ONE_FOR_ALL;
import static io.banyan.supervision.spec.Strategy.ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.spec.RestartType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingsTest {

  private static final String HOSTILE =
      "a\"]; x -> \"\\\"\n<script>&\u001b[31m`}%%{#quot;|)\u202e\\";

  private static final Pattern DOT_LINE =
      Pattern.compile("  (\"(?:[^\"\\\\]|\\\\.)*\")( -> (\"(?:[^\"\\\\]|\\\\.)*\"))?( \\[.*])?;");
  private static final Pattern DOT_ATTRIBUTES =
      Pattern.compile(
          "\\w+=(\\w+|\"(?:[^\"\\\\]|\\\\.)*\")(, \\w+=(\\w+|\"(?:[^\"\\\\]|\\\\.)*\"))*");
  private static final Pattern MERMAID_NODE =
      Pattern.compile("  n\\d+(\\[|\\(|\\(\\[|>)\"[^\"\\p{Cntrl}\\[\\]`\\\\]*\"(]|\\)|]\\))");
  private static final Pattern MERMAID_EDGE =
      Pattern.compile(
          "  n\\d+ (-->|<==>|-\\. monitors \\.->|-\\. \"[^\"\\p{Cntrl}]*\" \\.->) n\\d+");

  private final SupervisionGraph shop =
      Graphs.root(ONE_FOR_ONE)
          .processes("db")
          .supervisor("w", ONE_FOR_ALL)
          .processes("w/a", "w/b")
          .restartsWith("w/a", "db")
          .link("w/b", "db")
          .build();

  @Test
  void text_shows_the_tree_and_what_else_ties_each() {
    assertThat(new TextDrawing(shop, TextDrawing.Painter.plain()).lines("shop"))
        .containsExactly(
            "shop (one-for-one)",
            "├─ db  [linked with w/b]",
            "└─ w (one-for-all)",
            "   ├─ a  [needs db ready, restarts]",
            "   └─ b  [linked with db]");
  }

  @Test
  void dot_has_a_line_for_each_node_and_edge() {
    assertThat(DotDrawing.lines(shop, "shop"))
        .contains(
            "digraph \"shop\" {",
            "  \"/\" [shape=box, label=\"shop\\none-for-one\"];",
            "  \"w/a\" [shape=ellipse, label=\"a\"];",
            "  \"/\" -> \"db\";",
            "  \"w/a\" -> \"db\" [style=dashed, constraint=false, label=\"ready, restarts\"];",
            "  \"db\" -> \"w/b\" [dir=none, style=bold, color=red, constraint=false];")
        .endsWith("}");
  }

  @Test
  void mermaid_numbers_the_nodes() {
    assertThat(MermaidDrawing.lines(shop, "shop"))
        .startsWith("flowchart TD", "  n0[\"shop<br/>one-for-one\"]", "  n1(\"db\")")
        .contains("  n3 -. \"ready, restarts\" .-> n1", "  n1 <==> n4", "  n2 --> n3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void any_tree_can_be_read_again(int seed) {
    readable(Graphs.random(new Random(seed), 200), "x");
  }

  @Test
  void hostile_texts_stay_inside_their_quotes() {
    Node.Now now = new Node.Now(Optional.of("failed"), Optional.of(HOSTILE), Optional.of(7L), 1);
    List<Node> nodes =
        List.of(
            new Node(
                "/",
                NodeKind.SUPERVISOR,
                new Node.Rules(Optional.of(ONE_FOR_ONE), RestartType.PERMANENT),
                now),
            new Node(HOSTILE, NodeKind.DAEMON, Node.Rules.NONE, now),
            new Node("t", NodeKind.TASK, Node.Rules.NONE, now),
            Node.observer("o" + HOSTILE));
    List<Edge> edges =
        List.of(
            new Edge.Supervises("/", HOSTILE),
            new Edge.Supervises("/", "t"),
            new Edge.DependsOn("t", HOSTILE, HOSTILE, true),
            new Edge.Links("t", HOSTILE),
            new Edge.Monitors("o" + HOSTILE, "t", 3));
    SupervisionGraph graph = SupervisionGraph.of(nodes, edges);

    readable(graph, HOSTILE);
    assertThat(new TextDrawing(graph, TextDrawing.Painter.plain()).lines(HOSTILE))
        .hasSize(3)
        .noneMatch(line -> line.codePoints().anyMatch(Character::isISOControl))
        .noneMatch(line -> line.contains("\u202e"));
  }

  private static void readable(SupervisionGraph graph, String name) {
    List<String> dot = DotDrawing.lines(graph, name);
    assertThat(dot).hasSize(graph.nodes().size() + graph.edges().size() + 3);
    List<String> ends = new ArrayList<>();
    for (String line : dot.subList(2, dot.size() - 1)) {
      Matcher read = DOT_LINE.matcher(line);
      assertThat(read.matches()).as(line).isTrue();
      Optional.ofNullable(read.group(4))
          .ifPresent(a -> assertThat(a.substring(2, a.length() - 1)).matches(DOT_ATTRIBUTES));
      if (read.group(3) == null) {
        ends.add(read.group(1));
      } else {
        assertThat(ends).contains(read.group(1), read.group(3));
      }
    }
    List<String> mermaid = MermaidDrawing.lines(graph, name);
    int nodes = graph.nodes().size();
    assertThat(mermaid).hasSize(1 + nodes + graph.edges().size());
    assertThat(mermaid.subList(1, 1 + nodes)).allMatch(MERMAID_NODE.asMatchPredicate());
    assertThat(mermaid.subList(1 + nodes, mermaid.size()))
        .allMatch(MERMAID_EDGE.asMatchPredicate());
  }
}
