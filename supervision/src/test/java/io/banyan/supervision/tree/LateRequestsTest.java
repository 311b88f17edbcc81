package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.dispatch.Relay;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that reach somebody who is just ending are answered like all others. */
class LateRequestsTest {

  private static final OperationResult SUPERVISOR_HAS_ENDED =
      new OperationResult.Failed("its supervisor s has ended");

  @RegisterExtension static final TestTrees trees = new TestTrees();

  private final SupervisorSpec below = supervisor(Strategy.ONE_FOR_ONE, process("a"));
  private final SupervisorSpec spec = supervisor(Strategy.ONE_FOR_ONE, below("s", below));

  @Test
  void an_operation_in_the_mailbox_of_a_supervisor_that_ends_has_failed() {
    SupervisionTree tree = trees.start(spec);
    CompletableFuture<List<CompletionStage<OperationResult>>> asked =
        whenEnds(
            "s",
            () ->
                List.of(
                    tree.start(path("s/a")),
                    tree.stop(path("s/a"), Optional.empty()),
                    tree.restart(path("s/a"), Optional.empty()),
                    tree.kill(path("s/a"), Signal.INT),
                    tree.signal(path("s/a"), Signal.HUP)));

    tree.stop(path("s"), Optional.empty());

    assertThat(get(asked))
        .hasSize(5)
        .allSatisfy(answer -> assertThat(get(answer)).isEqualTo(SUPERVISOR_HAS_ENDED));
  }

  @Test
  void so_has_a_change_of_its_children_and_nobody_is_counted() {
    SupervisionTree tree = trees.start(spec);
    CompletableFuture<CompletionStage<OperationResult>> added =
        whenEnds("s", () -> tree.add(path("s"), process("b"), true));
    CompletableFuture<CompletionStage<Boolean>> counted =
        whenEnds("s", () -> tree.count(path("s")).thenApply(Optional::isPresent));

    tree.stop(path("s"), Optional.empty());

    assertThat(get(get(added))).isEqualTo(SUPERVISOR_HAS_ENDED);
    assertThat(get(get(counted))).isFalse();
  }

  @Test
  void other_settings_hold_for_the_incarnation_after_the_one_that_ends() {
    SupervisionTree tree = trees.start(spec);
    SupervisorSpec larger = supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b"));
    CompletableFuture<CompletionStage<OperationResult>> told =
        whenEnds("s", () -> tree.reconfigure(path("s"), larger));

    tree.stop(path("s"), Optional.empty());
    assertThat(get(get(told))).isEqualTo(new OperationResult.Reconfigured());

    get(tree.start(path("s")));
    assertThat(trees.engine.launched("b")).hasSize(1);
  }

  @Test
  void so_do_those_that_it_is_told_of_while_its_children_end() {
    SupervisionTree tree = trees.start(spec);
    SupervisorSpec larger = supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b"));
    CompletableFuture<CompletionStage<OperationResult>> told =
        whenEnds("s/a", () -> tree.reconfigure(path("s"), larger));

    tree.stop(path("s"), Optional.empty());
    assertThat(get(get(told))).isEqualTo(new OperationResult.Reconfigured());

    get(tree.start(path("s")));
    assertThat(trees.engine.launched("b")).hasSize(1);
  }

  @Test
  void other_settings_reach_a_supervisor_that_is_just_beginning() {
    SupervisionTree tree = trees.start(spec);
    SupervisorSpec larger = supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b"));
    get(tree.add(path("s"), process("added"), true));
    CompletableFuture<CompletionStage<OperationResult>> told = new CompletableFuture<>();
    // The next incarnation knows its children by then, and has started none.
    trees.whenTold(
        ProcessEvent.Undeclared.class,
        "s/added",
        () -> told.complete(tree.reconfigure(path("s"), larger)));

    get(tree.restart(path("s"), Optional.empty()));
    assertThat(get(get(told))).isEqualTo(new OperationResult.Reconfigured());

    get(tree.start(path("s/b")));
    assertThat(trees.engine.launched("b")).hasSize(1);
  }

  @Test
  void so_has_what_a_root_that_ends_was_asked() {
    SupervisionTree tree = trees.start(spec);
    CompletableFuture<CompletionStage<OperationResult>> asked =
        whenEnds("/", () -> tree.start(path("s")));

    tree.shutdown(false);

    assertThat(get(get(asked))).isEqualTo(new OperationResult.Failed("its supervisor / has ended"));
  }

  @Test
  void a_stop_that_a_supervisor_came_to_before_it_ended_is_told_as_a_stop() {
    SupervisionTree tree = trees.start(spec);

    CompletionStage<OperationResult> child = tree.stop(path("s/a"), Optional.empty());
    CompletionStage<OperationResult> supervisor = tree.stop(path("s"), Optional.empty());

    assertThat(get(child)).isEqualTo(new OperationResult.Stopped());
    assertThat(get(supervisor)).isEqualTo(new OperationResult.Stopped());
  }

  @Test
  void a_signal_that_finds_a_process_ended_is_answered_by_its_end() {
    SupervisionTree tree = trees.start(spec);
    CompletableFuture<CompletionStage<OperationResult>> asked =
        whenEnds(
            "s/a",
            () -> {
              CompletionStage<OperationResult> answer = tree.signal(path("s/a"), Signal.HUP);
              // Its supervisor answers in order: the signal is with the process's actor then.
              CompletionStage<?> counted = tree.count(path("s"));
              Relay.beforeBlocking();
              get(counted);
              return answer;
            });

    trees.engine.launched("a").get(0).exit(1);

    assertThat(get(get(asked))).isEqualTo(new OperationResult.AlreadyStopped());
  }

  @Test
  void a_signal_is_answered_once_before_and_after_a_stop() {
    SupervisionTree tree = trees.start(spec);

    assertThat(get(tree.signal(path("s/a"), Signal.HUP)))
        .isEqualTo(new OperationResult.SignalSent(Signal.HUP));
    assertThat(get(tree.stop(path("s/a"), Optional.empty())))
        .isEqualTo(new OperationResult.Stopped());
    assertThat(get(tree.signal(path("s/a"), Signal.HUP)))
        .isEqualTo(new OperationResult.AlreadyStopped());
  }

  /** What was asked in the moment in which a child, or a supervisor, ended. */
  private static <T> CompletableFuture<T> whenEnds(String path, Supplier<T> request) {
    CompletableFuture<T> asked = new CompletableFuture<>();
    trees.whenEnds(path, () -> asked.complete(request.get()));
    return asked;
  }
}
