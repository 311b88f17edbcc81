package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import io.banyan.supervision.strategy.ChildCounts;
import io.banyan.supervision.strategy.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TreeAdministrationTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  @Nested
  class Adding {

    @Test
    void starts_the_child_and_shows_it() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));

      assertThat(get(tree.add(path("/"), process("b"), true)))
          .isEqualTo(new OperationResult.Started());

      assertThat(TREES.paths()).containsExactly("/", "a", "b");
      TREES.engine.awaitLaunch("b", 1).exit(1);
      TREES.engine.awaitLaunch("b", 2);
    }

    @Test
    void without_a_start_leaves_it_to_be_started_later() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));

      assertThat(get(tree.add(path("/"), process("b"), false)))
          .isEqualTo(new OperationResult.Added());
      TREES.awaitStatus("b", "Initialized");
      assertThat(get(tree.start(path("b")))).isEqualTo(new OperationResult.Started());
    }

    @Test
    void what_cannot_be_started_keeps_nothing() {
      TREES.engine.refuse("b");
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));

      assertThat(get(tree.add(path("/"), process("b"), true)))
          .isEqualTo(new OperationResult.Failed("No such file or directory: b"));
      TREES.awaitGone("b");
      assertThat(TREES.counts(tree, "/")).isEqualTo(new ChildCounts(1, 1, 0, 1));
    }

    @Test
    void a_supervisor_brings_its_children() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));

      get(tree.add(path("/"), below("s", supervisor(Strategy.ONE_FOR_ONE, process("b"))), true));

      assertThat(TREES.paths()).containsExactly("/", "a", "s", "s/b");
      assertThat(get(tree.restart(path("s/b"), Optional.empty())))
          .isEqualTo(new OperationResult.Started());
    }

    @Test
    void is_forgotten_when_the_supervisor_is_restarted() {
      SupervisionTree tree =
          TREES.start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("a")))));
      get(tree.add(path("s"), process("b"), true));

      get(tree.restart(path("s"), Optional.empty()));

      assertThat(TREES.paths()).containsExactly("/", "s", "s/a");
    }
  }

  @Nested
  class Deleting {

    @Test
    void takes_a_stopped_child_away_with_all_below_it() {
      SupervisionTree tree =
          TREES.start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  process("a"),
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("b")))));
      assertThat(get(tree.delete(path("s"))))
          .isEqualTo(new OperationResult.Refused(Refusal.RUNNING));
      get(tree.stop(path("s"), Optional.empty()));

      assertThat(get(tree.delete(path("s")))).isEqualTo(new OperationResult.Deleted());

      assertThat(TREES.paths()).containsExactly("/", "a");
      assertThat(get(tree.start(path("s")))).isEqualTo(new OperationResult.NotFound());
      assertThat(TREES.events.all(ProcessEvent.Undeclared.class))
          .extracting(gone -> gone.path().text())
          .containsExactly("s/b", "s");
    }
  }

  @Nested
  class Reconfiguring {

    @Test
    void holds_at_once_and_for_later_incarnations() {
      SupervisionTree tree =
          TREES.start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b")))));
      SupervisorSpec changed =
          supervisor(Strategy.ONE_FOR_ALL, process("c"), process("a", List.of("a", "-v")));

      assertThat(get(tree.reconfigure(path("s"), changed)))
          .isEqualTo(new OperationResult.Reconfigured());

      assertThat(TREES.paths()).containsExactly("/", "s", "s/a", "s/b", "s/c");
      assertThat(TREES.counts(tree, "s")).isEqualTo(new ChildCounts(3, 2, 0, 3));
      get(tree.restart(path("s"), Optional.empty()));
      assertThat(TREES.paths()).containsExactly("/", "s", "s/a", "s/c");
      assertThat(TREES.engine.launched("c")).hasSize(1);
    }

    @Test
    void of_one_that_is_down_holds_when_it_starts() {
      SupervisionTree tree =
          TREES.start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("a")))));
      get(tree.stop(path("s"), Optional.empty()));

      assertThat(get(tree.reconfigure(path("s"), supervisor(Strategy.ONE_FOR_ONE, process("b")))))
          .isEqualTo(new OperationResult.Reconfigured());
      assertThat(get(tree.reconfigure(path("x"), supervisor(Strategy.ONE_FOR_ONE))))
          .isEqualTo(new OperationResult.NotFound());

      get(tree.start(path("s")));
      assertThat(TREES.paths()).containsExactly("/", "s", "s/b");
      assertThat(TREES.engine.launched("a")).hasSize(1);
    }

    @Test
    void is_refused_when_it_would_make_a_supervisor_dynamic() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("a")));

      assertThat(get(tree.reconfigure(path("/"), pool(2))))
          .isEqualTo(new OperationResult.Refused(Refusal.OTHER_KIND));
    }
  }

  @Nested
  class A_dynamic_supervisor {

    @Test
    void starts_children_from_its_template_up_to_its_maximum() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, below("pool", pool(2))));

      assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of("one"))))
          .isEqualTo(new OperationResult.StartedAnother(path("pool/w-1")));
      assertThat(get(tree.startAnother(path("pool"), Optional.of("named"), List.of())))
          .isEqualTo(new OperationResult.StartedAnother(path("pool/named")));
      assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of())))
          .isEqualTo(new OperationResult.Refused(Refusal.MAX_CHILDREN));
      get(tree.stop(path("pool/named"), Optional.empty()));
      TREES.awaitGone("pool/named");
      assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of())))
          .isEqualTo(new OperationResult.StartedAnother(path("pool/w-2")));

      assertThat(TREES.view.get(path("pool/w-1")).orElseThrow().declaration().commandLine())
          .containsExactly("w", "one");
      assertThat(TREES.counts(tree, "pool")).isEqualTo(new ChildCounts(1, 2, 0, 2));
    }

    @Test
    void forgets_a_child_that_was_stopped_and_never_uses_its_number_again() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, below("pool", pool(2))));
      get(tree.startAnother(path("pool"), Optional.empty(), List.of()));

      assertThat(get(tree.stop(path("pool/w-1"), Optional.empty())))
          .isEqualTo(new OperationResult.Stopped());

      TREES.awaitGone("pool/w-1");
      assertThat(get(tree.stop(path("pool/w-1"), Optional.empty())))
          .isEqualTo(new OperationResult.NotFound());
      assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of())))
          .isEqualTo(new OperationResult.StartedAnother(path("pool/w-2")));
    }

    @Test
    void makes_no_child_of_an_id_that_is_used_elsewhere() {
      SupervisionTree tree =
          TREES.start(supervisor(Strategy.ONE_FOR_ONE, process("w-1"), below("pool", pool(9))));

      assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of())))
          .isEqualTo(new OperationResult.StartedAnother(path("pool/w-2")));
      assertThat(get(tree.startAnother(path("pool"), Optional.of("w-3"), List.of())))
          .isEqualTo(new OperationResult.StartedAnother(path("pool/w-3")));
      assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of())))
          .isEqualTo(new OperationResult.StartedAnother(path("pool/w-4")));
      assertThat(get(tree.startAnother(path("pool"), Optional.of("w-1"), List.of())))
          .isEqualTo(new OperationResult.Failed("there is a child of this id: w-1"));
      assertThat(get(tree.startAnother(path("pool"), Optional.of("w-2"), List.of())))
          .isEqualTo(new OperationResult.Refused(Refusal.ALREADY_STARTED));
    }

    @Test
    void makes_no_child_of_what_is_no_id() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, below("pool", pool(2))));

      assertThat(get(tree.startAnother(path("pool"), Optional.of("a/b"), List.of())))
          .isEqualTo(new OperationResult.Failed("not an id: a/b"));
      assertThat(TREES.paths()).containsExactly("/", "pool");
    }

    @Test
    void tells_what_was_last_said_of_it() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, below("pool", pool(2))));

      get(tree.reconfigure(path("pool"), pool(5)));

      assertThat(tree.spec(path("pool"))).contains(pool(5));
      assertThat(tree.spec(path("nobody"))).isEmpty();
    }

    @Test
    void loses_its_children_when_it_is_restarted() {
      SupervisionTree tree = TREES.start(supervisor(Strategy.ONE_FOR_ONE, below("pool", pool(2))));
      get(tree.startAnother(path("pool"), Optional.empty(), List.of()));

      get(tree.restart(path("pool"), Optional.empty()));

      assertThat(TREES.paths()).containsExactly("/", "pool");
      assertThat(TREES.engine.launched()).noneMatch(process -> process.isAlive());
    }
  }

  private static SupervisorSpec pool(int max) {
    return SupervisorSpec.dynamic(
        new RestartLimit(3, Duration.ofSeconds(5)),
        new Template(process("w").withRestart(RestartPolicy.of(RestartType.PERMANENT)), max));
  }
}
