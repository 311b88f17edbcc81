package io.banyan.supervision.graph;

import static io.banyan.supervision.spec.Strategy.ONE_FOR_ALL;
import static io.banyan.supervision.spec.Strategy.ONE_FOR_ONE;
import static io.banyan.supervision.spec.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.supervision.graph.FaultDomain.Cause;
import io.banyan.supervision.graph.FaultDomain.Fall;
import io.banyan.supervision.spec.Strategy;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultDomainTest {

  @ParameterizedTest
  @CsvSource({"ONE_FOR_ONE,b", "ONE_FOR_ALL,b a c", "REST_FOR_ONE,b c"})
  void the_strategy_takes_siblings(Strategy strategy, String fallen) {
    SupervisionGraph graph = Graphs.root(strategy).processes("a", "b", "c").build();
    assertThat(falls(graph, "b")).containsExactly(fallen.split(" "));
  }

  @Test
  void everything_below_a_supervisor_falls_with_it() {
    SupervisionGraph graph =
        Graphs.root(ONE_FOR_ONE)
            .supervisor("s", ONE_FOR_ONE)
            .supervisor("s/t", ONE_FOR_ONE)
            .processes("s/t/a", "b")
            .build();
    assertThat(graph.faultDomain("s").falls())
        .containsExactly(
            new Fall("s", Cause.ITSELF, "s"),
            new Fall("s/t", Cause.SUPERVISOR, "s"),
            new Fall("s/t/a", Cause.SUPERVISOR, "s/t"));
  }

  @Test
  void links_spread_a_failure_across_supervisors_and_with_it_their_strategies() {
    SupervisionGraph graph =
        Graphs.root(ONE_FOR_ONE)
            .processes("a")
            .supervisor("s", REST_FOR_ONE)
            .processes("s/b", "s/c", "s/d")
            .link("a", "s/c")
            .build();
    assertThat(graph.faultDomain("a").falls())
        .containsExactly(
            new Fall("a", Cause.ITSELF, "a"),
            new Fall("s/c", Cause.LINK, "a"),
            new Fall("s/d", Cause.STRATEGY, "s/c"));
  }

  @Test
  void a_sibling_that_is_only_restarted_does_not_take_those_linked_with_it() {
    SupervisionGraph graph =
        Graphs.root(ONE_FOR_ONE)
            .supervisor("s", ONE_FOR_ALL)
            .processes("s/a", "s/b", "c")
            .link("s/b", "c")
            .build();
    assertThat(falls(graph, "s/a")).containsExactly("s/a", "s/b");
  }

  @Test
  void dependents_fall_only_by_choice_and_one_takes_the_next() {
    SupervisionGraph graph =
        Graphs.root(ONE_FOR_ONE)
            .processes("a", "b", "c", "d")
            .restartsWith("b", "a")
            .restartsWith("c", "b")
            .needs("d", "a")
            .build();
    assertThat(graph.faultDomain("a").falls())
        .containsExactly(
            new Fall("a", Cause.ITSELF, "a"),
            new Fall("b", Cause.DEPENDENCY, "a"),
            new Fall("c", Cause.DEPENDENCY, "b"));
  }

  @Test
  void a_temporary_child_falls_alone() {
    SupervisionGraph graph =
        Graphs.root(ONE_FOR_ALL).temporary("a").processes("b").restartsWith("b", "a").build();
    assertThat(falls(graph, "a")).containsExactly("a");
    assertThat(falls(graph, "b")).containsExactly("b", "a");
  }

  @Test
  void escalation_is_what_falls_besides_when_the_supervisor_gives_up() {
    SupervisionGraph graph =
        Graphs.root(REST_FOR_ONE)
            .processes("a")
            .supervisor("s", ONE_FOR_ONE)
            .processes("s/b", "s/c", "d")
            .build();
    FaultDomain domain = graph.faultDomain("s/b");
    assertThat(domain.falls()).extracting(Fall::id).containsExactly("s/b");
    assertThat(domain.escalated())
        .containsExactly(
            new Fall("s", Cause.ITSELF, "s"),
            new Fall("s/c", Cause.SUPERVISOR, "s"),
            new Fall("d", Cause.STRATEGY, "s"));
  }

  @Test
  void with_the_root_all_falls_and_there_is_nothing_above() {
    SupervisionGraph graph = Graphs.root(ONE_FOR_ONE).processes("a", "b").build();
    FaultDomain domain = graph.faultDomain("/");
    assertThat(domain.falls()).extracting(Fall::id).containsExactly("/", "a", "b");
    assertThat(domain.escalated()).isEmpty();
  }

  /** The rules, word for word, checked on the result. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void of_any_tree_it_is_closed_under_its_rules_and_holds_nobody_without_a_cause(int seed) {
    SupervisionGraph graph = Graphs.random(new Random(seed), 80);
    for (Node node : graph.nodes()) {
      List<Fall> falls = graph.faultDomain(node.id()).falls();
      Set<String> ids = falls.stream().map(Fall::id).collect(Collectors.toSet());
      assertThat(ids).hasSameSizeAs(falls).contains(node.id());
      for (Fall fall : falls) {
        assertThat(ids).contains(fall.because()).containsAll(graph.descendants(fall.id()));
        for (Edge edge : graph.to(fall.id())) {
          if (edge instanceof Edge.DependsOn on && on.restarts()) {
            assertThat(ids).contains(on.from());
          }
        }
        if (fall.cause() == Cause.ITSELF || fall.cause() == Cause.LINK) {
          assertThat(ids).containsAll(graph.linked(fall.id()));
        }
      }
    }
  }

  private static List<String> falls(SupervisionGraph graph, String id) {
    return graph.faultDomain(id).falls().stream().map(Fall::id).toList();
  }
}
