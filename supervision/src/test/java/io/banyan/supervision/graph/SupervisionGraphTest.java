package io.banyan.supervision.graph;

import static io.banyan.supervision.spec.Strategy.ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisionGraphTest {

  private static final SupervisionGraph SHOP =
      Graphs.root(ONE_FOR_ONE)
          .processes("web")
          .supervisor("workers", ONE_FOR_ONE)
          .processes("workers/mailer", "workers/printer", "database")
          .needs("web", "database")
          .link("web", "workers/mailer")
          .build();

  @Nested
  class Family {

    @Test
    void children_come_as_declared_and_know_their_supervisor() {
      assertThat(SHOP.children("/")).containsExactly("web", "workers", "database");
      assertThat(SHOP.supervisor("workers/mailer")).contains("workers");
      assertThat(SHOP.supervisor("/")).isEmpty();
      assertThat(SHOP.roots()).containsExactly("/");
    }

    @Test
    void ancestors_go_up_and_descendants_go_down_in_tree_order() {
      assertThat(SHOP.ancestors("workers/mailer")).containsExactly("workers", "/");
      assertThat(SHOP.descendants("/"))
          .containsExactly("web", "workers", "workers/mailer", "workers/printer", "database");
      assertThat(SHOP.descendants("web")).isEmpty();
    }

    @Test
    void a_node_is_found_by_its_id_or_the_last_part_of_its_path() {
      assertThat(SHOP.find("mailer").map(Node::id)).contains("workers/mailer");
      assertThat(SHOP.find("workers/mailer").map(Node::id)).contains("workers/mailer");
      assertThat(SHOP.find("nobody")).isEmpty();
      assertThatThrownBy(() -> SHOP.children("nobody")).hasMessage("no node nobody");
    }

    @Test
    void links_have_no_direction() {
      assertThat(SHOP.linked("web")).containsExactly("workers/mailer");
      assertThat(SHOP.linked("workers/mailer")).containsExactly("web");
    }

    @Test
    void what_is_no_tree_is_refused() {
      Graphs twice = Graphs.root(ONE_FOR_ONE).processes("a", "a");
      assertThatThrownBy(twice::build).hasMessage("duplicate node a");
      Graphs nowhere = Graphs.root(ONE_FOR_ONE).processes("a").needs("a", "b");
      assertThatThrownBy(nowhere::build).hasMessage("no node b");
    }
  }

  @Nested
  class Paths {

    @Test
    void the_shortest_way_takes_any_edge() {
      assertThat(SHOP.path("workers/mailer", "database").orElseThrow())
          .containsExactly(
              new Edge.Links("web", "workers/mailer"),
              new Edge.DependsOn("web", "database", "ready", false));
      assertThat(SHOP.path("web", "web")).contains(List.of());
    }

    @Test
    void there_is_none_to_an_observer_of_nobody() {
      SupervisionGraph graph =
          SupervisionGraph.of(
              List.of(Node.observer("one"), Node.observer("other")), List.<Edge>of());
      assertThat(graph.path("one", "other")).isEmpty();
    }
  }

  @Nested
  class Order {

    @Test
    void without_dependencies_it_is_the_order_of_declaration() {
      SupervisionGraph graph =
          Graphs.root(ONE_FOR_ONE)
              .processes("a")
              .supervisor("s", ONE_FOR_ONE)
              .processes("s/b", "c")
              .build();
      assertThat(graph.startOrder()).containsExactly("/", "a", "s", "s/b", "c");
      assertThat(graph.stopOrder()).containsExactly("c", "s/b", "s", "a", "/");
    }

    @Test
    void what_is_needed_comes_first() {
      assertThat(SHOP.startOrder())
          .containsExactly("/", "workers", "workers/mailer", "workers/printer", "database", "web");
    }

    @Test
    void a_supervisor_is_ready_when_all_below_it_are() {
      Graphs graphs =
          Graphs.root(ONE_FOR_ONE).processes("a").supervisor("s", ONE_FOR_ONE).processes("s/b");
      assertThat(graphs.needs("a", "s").build().startOrder()).containsExactly("/", "s", "s/b", "a");
    }

    @Test
    void started_is_less_than_ready() {
      Graphs graphs =
          Graphs.root(ONE_FOR_ONE).processes("a").supervisor("s", ONE_FOR_ONE).processes("s/b");
      assertThat(graphs.needsStarted("a", "s").build().startOrder())
          .containsExactly("/", "s", "a", "s/b");
    }
  }

  @Nested
  class Cycles {

    @Test
    void are_named_one_for_each_knot() {
      SupervisionGraph graph =
          Graphs.root(ONE_FOR_ONE)
              .processes("a", "b", "c", "d", "e", "f")
              .needs("a", "b")
              .needs("b", "c")
              .needs("c", "a")
              .needs("d", "a")
              .needs("e", "f")
              .needs("f", "e")
              .build();
      assertThat(graph.cycles()).containsExactly(List.of("a", "c", "b"), List.of("e", "f"));
      assertThat(graph.startOrder()).containsExactly("/", "a", "b", "c", "d", "e", "f");
    }

    @Test
    void a_child_cannot_wait_for_its_own_supervisor_to_be_ready() {
      SupervisionGraph graph =
          Graphs.root(ONE_FOR_ONE)
              .supervisor("s", ONE_FOR_ONE)
              .processes("s/a")
              .needs("s/a", "s")
              .build();
      assertThat(graph.cycles()).containsExactly(List.of("s", "s/a"));
    }

    @Test
    void it_may_wait_for_it_to_be_started() {
      SupervisionGraph graph =
          Graphs.root(ONE_FOR_ONE)
              .supervisor("s", ONE_FOR_ONE)
              .processes("s/a")
              .needsStarted("s/a", "s")
              .build();
      assertThat(graph.cycles()).isEmpty();
    }

    @Test
    void one_can_wait_for_itself() {
      assertThat(Graphs.root(ONE_FOR_ONE).processes("a").needs("a", "a").build().cycles())
          .containsExactly(List.of("a"));
    }
  }

  @Nested
  class AnyTree {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void ancestors_are_the_inverse_of_descendants(int seed) {
      SupervisionGraph graph = Graphs.random(new Random(seed), 120);
      for (Node one : graph.nodes()) {
        List<String> below = graph.descendants(one.id());
        for (Node other : graph.nodes()) {
          assertThat(graph.ancestors(other.id()).contains(one.id()))
              .isEqualTo(below.contains(other.id()));
        }
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void the_start_order_respects_every_edge_unless_there_is_a_cycle(int seed) {
      SupervisionGraph graph = Graphs.random(new Random(seed), 300);
      Map<String, Integer> place = new HashMap<>();
      graph.startOrder().forEach(id -> place.put(id, place.size()));

      assertThat(graph.cycles()).isEmpty();
      assertThat(place).hasSize(graph.nodes().size());
      for (Edge edge : graph.edges()) {
        if (edge instanceof Edge.Supervises) {
          assertThat(place.get(edge.from())).isLessThan(place.get(edge.to()));
        } else if (edge instanceof Edge.DependsOn) {
          assertThat(place.get(edge.from())).isGreaterThan(place.get(edge.to()));
        }
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void every_way_is_one_and_leads_there(int seed) {
      Random random = new Random(seed);
      SupervisionGraph graph = Graphs.random(random, 60);
      List<String> ids = graph.nodes().stream().map(Node::id).toList();
      for (int i = 0; i < 100; i++) {
        String from = ids.get(random.nextInt(ids.size()));
        String to = ids.get(random.nextInt(ids.size()));
        String here = from;
        List<Edge> way = graph.path(from, to).orElseThrow();
        for (Edge edge : way) {
          assertThat(List.of(edge.from(), edge.to())).contains(here);
          here = edge.other(here);
        }
        assertThat(here).isEqualTo(to);
        assertThat(way).hasSameSizeAs(graph.path(to, from).orElseThrow());
      }
    }

    @Test
    void ten_thousand_nodes_are_not_a_hundred_times_as_much_work_as_one_thousand() {
      long small = askAll(Graphs.random(new Random(1), 1_000));
      long warm = Math.min(small, askAll(Graphs.random(new Random(1), 1_000)));
      long large = askAll(Graphs.random(new Random(1), 10_000));
      // Quadratic work would be a hundredfold; what is left is for a loaded machine.
      assertThat(large).isLessThan(50 * Math.max(warm, 2_000_000L));
    }

    @Test
    void a_tree_may_be_deeper_than_the_stack() {
      Graphs graphs = Graphs.root(ONE_FOR_ONE);
      StringBuilder path = new StringBuilder("s");
      for (int i = 0; i < 3_000; i++) {
        graphs.supervisor(path.toString(), ONE_FOR_ONE);
        path.append("/s");
      }
      SupervisionGraph graph = graphs.build();
      assertThat(graph.descendants("/")).hasSize(3_000);
      assertThat(graph.startOrder()).hasSize(3_001);
      assertThat(graph.cycles()).isEmpty();
      assertThat(graph.faultDomain("s").falls()).hasSize(3_000);
      assertThat(new TextDrawing(graph, TextDrawing.Painter.plain()).lines("x")).hasSize(3_001);
    }

    private static long askAll(SupervisionGraph graph) {
      long start = System.nanoTime();
      int nodes = graph.nodes().size();
      assertThat(graph.startOrder()).hasSize(nodes);
      assertThat(graph.descendants("/")).hasSize(nodes - 1);
      assertThat(graph.cycles()).isEmpty();
      assertThat(graph.faultDomain("/").falls()).hasSize(nodes);
      assertThat(DotDrawing.lines(graph, "x")).hasSizeGreaterThan(nodes);
      assertThat(MermaidDrawing.lines(graph, "x")).hasSizeGreaterThan(nodes);
      return System.nanoTime() - start;
    }
  }
}
