package io.banyan.supervision.dependency;

import static io.banyan.supervision.dependency.Trees.daemon;
import static io.banyan.supervision.dependency.Trees.root;
import static io.banyan.supervision.dependency.Trees.supervisor;
import static io.banyan.supervision.dependency.Trees.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {

  @Test
  void a_tree_without_dependencies_is_fine() {
    DependencyGraph graph = DependencyGraph.of(root(daemon("a"), supervisor("s", daemon("b"))));

    assertThat(graph.isEmpty()).isTrue();
    assertThat(graph.mistakes()).isEmpty();
  }

  @Test
  void dependencies_may_cross_supervisors_and_levels() {
    assertThat(
            mistakes(
                root(
                    daemon("a", "b", "s"),
                    daemon("b", "d"),
                    supervisor("s", daemon("c", "d"), supervisor("t", task("e", "c"))),
                    supervisor("u", daemon("d")))))
        .isEmpty();
  }

  @Nested
  class Refused {

    @Test
    void is_who_is_not_there() {
      assertThat(mistakes(root(daemon("a"), daemon("b", "a", "nobody"))))
          .containsExactly(new DependencyMistake("b", 1, "there is no child nobody in the tree"));
    }

    @Test
    void is_oneself() {
      assertThat(mistakes(root(daemon("a", "a"))))
          .containsExactly(new DependencyMistake("a", 0, "a child cannot depend on itself"));
    }

    @Test
    void is_an_ancestor_however_far_above() {
      assertThat(mistakes(root(supervisor("s", supervisor("t", daemon("a", "s"))))))
          .containsExactly(
              new DependencyMistake("a", 0, "s contains it: it is ready only when this child is"));
    }

    @Test
    void is_a_descendant() {
      ChildSpec s = supervisor("s", daemon("a")).withDependsOn(List.of(Trees.ready("a")));

      assertThat(mistakes(root(s)))
          .containsExactly(
              new DependencyMistake(
                  "s", 0, "it contains a: that starts only when this supervisor does"));
    }

    @Test
    void is_completion_of_what_never_completes() {
      Dependency daemon = new Dependency("d", Dependency.State.COMPLETED, false);
      Dependency supervisor = new Dependency("s", Dependency.State.COMPLETED, false);
      Dependency task = new Dependency("t", Dependency.State.COMPLETED, false);
      ChildSpec a = daemon("a").withDependsOn(List.of(daemon, supervisor, task));

      assertThat(mistakes(root(a, daemon("d"), supervisor("s", task("t")))))
          .extracting(DependencyMistake::index, DependencyMistake::message)
          .containsExactly(
              tuple(0, "d is never completed: only a process with kind = task is"),
              tuple(1, "s is never completed: only a process with kind = task is"));
    }

    @Test
    void is_a_line_of_a_supervisor() {
      Dependency line = new Dependency("s", new Dependency.LogLine("up"), false);

      assertThat(mistakes(root(daemon("a").withDependsOn(List.of(line)), supervisor("s"))))
          .extracting(DependencyMistake::message)
          .containsExactly("s is a supervisor: it writes no lines");
    }
  }

  @Nested
  class Cycles_are_named {

    @Test
    void among_siblings() {
      assertThat(
              mistakes(
                  root(daemon("x", "a"), daemon("a", "b"), daemon("b", "c"), daemon("c", "a"))))
          .containsExactly(new DependencyMistake("a", 0, "cycle: a -> b -> c -> a"));
    }

    @Test
    void each_of_several() {
      assertThat(
              mistakes(
                  root(daemon("a", "b"), daemon("b", "a"), daemon("c", "d"), daemon("d", "c"))))
          .extracting(DependencyMistake::message)
          .containsExactly("cycle: a -> b -> a", "cycle: c -> d -> c");
    }

    @Test
    void that_only_the_supervisors_make() {
      assertThat(
              mistakes(
                  root(
                      supervisor("s", daemon("a", "d"), daemon("b")),
                      supervisor("t", daemon("c", "b"), daemon("d")))))
          .extracting(DependencyMistake::message)
          .containsExactly(
              "cycle: s -> t -> s (a in s depends on d in t, c in t depends on b in s)");
    }

    @Test
    void of_a_child_that_waits_for_a_supervisor_that_waits_for_it() {
      assertThat(mistakes(root(daemon("a", "s"), supervisor("s", daemon("b", "a")))))
          .extracting(DependencyMistake::message)
          .containsExactly("cycle: a -> s -> a (b in s depends on a)");
    }

    @Test
    void below_the_root() {
      assertThat(mistakes(root(supervisor("s", daemon("a", "b"), daemon("b", "a")))))
          .extracting(DependencyMistake::message)
          .containsExactly("cycle: a -> b -> a");
    }

    @Test
    void in_time_however_long_they_are() {
      List<ChildSpec> children = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        children.add(daemon("c" + i, "c" + (i + 1) % 10_000));
      }

      assertThat(mistakes(root(children))).hasSize(1);
      children.set(9_999, daemon("c9999"));
      assertThat(mistakes(root(children))).isEmpty();
    }
  }

  private static List<DependencyMistake> mistakes(SupervisorSpec root) {
    return DependencyGraph.of(root).mistakes();
  }
}
