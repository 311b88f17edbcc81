package io.banyan.supervision.dependency;

import static io.banyan.supervision.dependency.Trees.daemon;
import static io.banyan.supervision.dependency.Trees.root;
import static io.banyan.supervision.dependency.Trees.supervisor;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

  @Test
  void children_that_depend_on_nothing_stop_one_after_the_other_in_reverse() {
    assertThat(stops(root(daemon("a"), daemon("b"), daemon("c"))))
        .containsExactly(List.of("c"), List.of("b"), List.of("a"));
  }

  @Test
  void dependents_stop_before_what_they_depend_on_wherever_they_are_declared() {
    assertThat(stops(root(daemon("web", "db"), daemon("db"), daemon("cache"))))
        .containsExactly(List.of("cache", "web"), List.of("db"));
  }

  @Test
  void what_has_nothing_to_do_with_each_other_stops_together() {
    assertThat(stops(root(daemon("db"), daemon("a", "db"), daemon("b", "db"), daemon("c", "a"))))
        .containsExactly(List.of("c", "b"), List.of("a"), List.of("db"));
  }

  @Test
  void one_that_is_slow_to_stop_holds_up_only_what_it_depends_on() {
    Precedence order =
        order(root(daemon("db"), daemon("a", "db"), daemon("cache"), daemon("b", "cache")));

    assertThat(order.nextToStop(List.of("db", "a", "cache"))).containsExactly("cache", "a");
    assertThat(order.nextToStop(List.of("db", "a"))).containsExactly("a");
  }

  @Test
  void a_child_with_dependencies_leaves_the_chain() {
    Precedence order = order(root(daemon("a"), daemon("b", "a"), daemon("c")));

    assertThat(order.isChained("a")).isTrue();
    assertThat(order.isChained("b")).isFalse();
    assertThat(order.isChained("c")).isTrue();
  }

  @Test
  void so_does_a_supervisor_around_it_unless_it_contains_the_other_too() {
    SupervisorSpec root =
        root(
            supervisor("s", supervisor("t", daemon("a", "db")), daemon("b")),
            supervisor("u", daemon("c", "d"), daemon("d")),
            daemon("db"));
    DependencyGraph graph = DependencyGraph.of(root);
    Precedence top = graph.precedence(ChildPath.ROOT, root.children());
    Precedence inS = graph.precedence(new ChildPath("s"), below(root, 0).children());

    assertThat(top.isChained("s")).isFalse();
    assertThat(top.isChained("u")).isTrue();
    assertThat(inS.isChained("t")).isFalse();
    assertThat(inS.isChained("b")).isTrue();
  }

  @Test
  void a_supervisor_stops_before_what_one_of_its_own_depends_on() {
    assertThat(stops(root(supervisor("s", daemon("a", "db")), daemon("db"))))
        .containsExactly(List.of("s"), List.of("db"));
  }

  @Test
  void children_that_came_later_count_with_what_they_say_now() {
    SupervisorSpec root = root(daemon("web", "db"), daemon("db"));
    Precedence precedence =
        DependencyGraph.of(root)
            .precedence(
                ChildPath.ROOT, root(daemon("web"), daemon("db"), daemon("new", "web")).children());

    assertThat(precedence.isChained("web")).isTrue();
    assertThat(precedence.isChained("new")).isFalse();
    assertThat(precedence.nextToStop(List.of("web", "db", "new"))).containsExactly("new", "db");
  }

  @Test
  void a_cycle_of_children_that_came_later_does_not_last_for_ever() {
    Precedence precedence =
        DependencyGraph.of(root(daemon("a")))
            .precedence(ChildPath.ROOT, root(daemon("b", "c"), daemon("c", "b")).children());

    assertThat(precedence.nextToStop(List.of("b", "c"))).containsExactly("c");
  }

  private static SupervisorSpec below(SupervisorSpec root, int index) {
    return ((ChildDefinition.SupervisorChild) root.children().get(index).definition()).supervisor();
  }

  private static Precedence order(SupervisorSpec root) {
    return DependencyGraph.of(root).precedence(ChildPath.ROOT, root.children());
  }

  /** Who stops together, and after whom, when each stop takes equally long. */
  private static List<List<String>> stops(SupervisorSpec root) {
    Precedence order = order(root);
    List<String> up = new ArrayList<>();
    root.children().forEach(child -> up.add(child.id()));
    List<List<String>> stops = new ArrayList<>();
    while (!up.isEmpty()) {
      List<String> next = order.nextToStop(up);
      stops.add(next);
      up.removeAll(next);
    }
    return stops;
  }
}
