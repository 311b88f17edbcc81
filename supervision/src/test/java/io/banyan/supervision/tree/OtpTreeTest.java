package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.impatient;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.spec.Template;
import io.banyan.supervision.strategy.ChildCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cases of OTP's supervisor_SUITE that need time, processes or several supervisors. */
class OtpTreeTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  @Test
  void sup_stop_infinity() {
    TREES.engine.ignoreSignals("a");
    SupervisionTree tree =
        TREES.start(supervisor(Strategy.ONE_FOR_ONE, withShutdown("a", Shutdown.infinity())));
    CompletionStage<TreeEnd> end = tree.shutdown(false);
    TREES.awaitStatus("a", "Stopping");

    TREES.time.timePasses(Duration.ofDays(3));
    assertThat(end.toCompletableFuture()).isNotDone();
    TREES.engine.awaitLaunch("a", 1).exit(0);

    assertThat(get(end)).isEqualTo(new TreeEnd.ShutDown());
    assertThat(outcome("a")).isEqualTo(Outcome.STOPPED);
  }

  @Test
  void sup_stop_timeout() {
    TREES.engine.ignoreSignals("stuck");
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ONE,
                process("polite"),
                impatient("stuck", List.of("stuck"), Duration.ofSeconds(1))));
    CompletionStage<TreeEnd> end = tree.shutdown(false);
    TREES.awaitStatus("stuck", "Stopping");

    TREES.time.timePasses(Duration.ofSeconds(1));

    assertThat(get(end)).isEqualTo(new TreeEnd.ShutDown());
    assertThat(outcome("stuck")).isEqualTo(Outcome.KILLED);
    assertThat(outcome("polite")).isEqualTo(Outcome.STOPPED);
  }

  /** And simple_one_for_one_shutdown: those that are slow are so side by side. */
  @Test
  void sup_stop_timeout_dynamic() {
    TREES.engine.ignoreSignals("w");
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ONE, pool(impatient("w", List.of("w"), Duration.ofSeconds(1)))));
    startAnother(tree, 5);
    CompletionStage<TreeEnd> end = tree.shutdown(false);
    for (int i = 1; i <= 5; i++) {
      TREES.awaitStatus("pool/w-" + i, "Stopping");
    }

    TREES.time.timePasses(Duration.ofSeconds(1));

    assertThat(get(end)).isEqualTo(new TreeEnd.ShutDown());
    assertThat(TREES.events.all(ProcessEvent.ForceKilling.class)).hasSize(5);
  }

  @Test
  void sup_stop_brutal_kill() {
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ONE, process("polite"), withShutdown("a", Shutdown.brutalKill())));

    get(tree.shutdown(false));

    assertThat(outcome("a")).isEqualTo(Outcome.KILLED);
    assertThat(outcome("polite")).isEqualTo(Outcome.STOPPED);
  }

  @Test
  void sup_stop_brutal_kill_dynamic() {
    SupervisionTree tree =
        TREES.start(
            supervisor(Strategy.ONE_FOR_ONE, pool(withShutdown("w", Shutdown.brutalKill()))));
    startAnother(tree, 10);

    get(tree.shutdown(false));

    assertThat(TREES.engine.launched()).hasSize(10).noneMatch(ScriptedProcess::isAlive);
    for (int i = 1; i <= 10; i++) {
      assertThat(outcome("pool/w-" + i)).isEqualTo(Outcome.KILLED);
    }
  }

  @Test
  void tree() {
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ALL,
                below("one", supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b"))),
                below("two", supervisor(Strategy.ONE_FOR_ONE, process("c"))),
                pool(process("w"))));
    startAnother(tree, 1);
    TREES.engine.awaitLaunch("a", 1).exit(1);
    TREES.engine.awaitLaunch("a", 2);
    assertThat(TREES.engine.launched("b")).hasSize(1);
    get(tree.stop(path("two"), Optional.empty()));

    for (int i = 2; i <= 4; i++) {
      TREES.engine.awaitLaunch("a", i).exit(1);
    }

    TREES.engine.awaitLaunch("a", 5);
    TREES.engine.awaitLaunch("b", 2);
    TREES.engine.awaitLaunch("c", 2);
    TREES.awaitCounts(tree, "/", new ChildCounts(3, 3, 3, 0));
    TREES.awaitCounts(tree, "pool", new ChildCounts(1, 0, 0, 0));
    assertThat(TREES.engine.launched("w")).hasSize(1);
  }

  @Test
  void significant_escalation() {
    ChildSpec significant =
        process("a").withRestart(RestartPolicy.of(RestartType.TEMPORARY)).withSignificant(true);
    SupervisorSpec ending =
        supervisor(Strategy.ONE_FOR_ONE)
            .withAutoShutdown(AutoShutdown.ANY)
            .withChildren(List.of(significant, process("b")));
    SupervisionTree tree =
        TREES.start(
            supervisor(
                    Strategy.ONE_FOR_ONE,
                    below("in", ending).withRestart(RestartPolicy.of(RestartType.TRANSIENT)),
                    process("other"))
                .withAutoShutdown(AutoShutdown.ANY));

    TREES.engine.awaitLaunch("a", 1).exit(0);

    TREES.awaitStatus("in", "Exited");
    assertThat(TREES.engine.awaitLaunch("other", 1).isAlive()).isTrue();
    get(tree.shutdown(false));
  }

  @Test
  void significant_escalation_to_the_root_ends_the_tree_without_a_failure() {
    ChildSpec significant =
        process("a").withRestart(RestartPolicy.of(RestartType.TEMPORARY)).withSignificant(true);
    SupervisorSpec ending =
        supervisor(Strategy.ONE_FOR_ONE)
            .withAutoShutdown(AutoShutdown.ALL)
            .withChildren(List.of(significant, process("b")));
    SupervisionTree tree =
        TREES.start(
            supervisor(Strategy.ONE_FOR_ONE)
                .withAutoShutdown(AutoShutdown.ANY)
                .withChildren(
                    List.of(
                        process("other"),
                        below("in", ending)
                            .withRestart(RestartPolicy.of(RestartType.TRANSIENT))
                            .withSignificant(true))));

    TREES.engine.awaitLaunch("a", 1).exit(3);

    assertThat(get(tree.whenEnded())).isEqualTo(new TreeEnd.AutoShutDown());
    assertThat(TREES.engine.launched()).noneMatch(ScriptedProcess::isAlive);
    assertThat(outcome("in")).isEqualTo(Outcome.EXITED);
  }

  @Test
  void a_child_that_takes_a_minute_to_stop_delays_no_command_to_another() {
    TREES.engine.ignoreSignals("slow");
    SupervisionTree tree =
        TREES.start(
            supervisor(
                Strategy.ONE_FOR_ONE,
                process("a"),
                impatient("slow", List.of("slow"), Duration.ofMinutes(1)),
                process("b")));
    CompletionStage<OperationResult> slow = tree.stop(path("slow"), Optional.empty());
    TREES.awaitStatus("slow", "Stopping");

    assertThat(get(tree.restart(path("a"), Optional.empty())))
        .isEqualTo(new OperationResult.Started());
    assertThat(get(tree.stop(path("b"), Optional.empty())))
        .isEqualTo(new OperationResult.Stopped());
    assertThat(get(tree.delete(path("b")))).isEqualTo(new OperationResult.Deleted());
    assertThat(get(tree.add(path("/"), process("c"), true)))
        .isEqualTo(new OperationResult.Started());
    TREES.engine.awaitLaunch("a", 2).exit(1);
    TREES.engine.awaitLaunch("a", 3);
    assertThat(slow.toCompletableFuture()).isNotDone();
    TREES.time.timePasses(Duration.ofMinutes(1));

    assertThat(get(slow)).isEqualTo(new OperationResult.ForceKilled());
  }

  @Test
  void a_child_that_never_becomes_ready_delays_no_command_to_another() {
    ActorDefinition<String> silent = ActorDefinition.<String>of(Behaviors::empty).announcingReady();
    SupervisionTree tree =
        TREES.begin(
            supervisor(
                Strategy.ONE_FOR_ONE, process("a"), ChildSpec.of("slow", silent), process("b")));
    TREES.awaitStatus("slow", "Starting");

    assertThat(get(tree.restart(path("a"), Optional.empty())))
        .isEqualTo(new OperationResult.Started());
    assertThat(get(tree.add(path("/"), process("c"), true)))
        .isEqualTo(new OperationResult.Started());
    assertThat(get(tree.stop(path("c"), Optional.empty())))
        .isEqualTo(new OperationResult.Stopped());
    assertThat(get(tree.delete(path("c")))).isEqualTo(new OperationResult.Deleted());
    TREES.engine.awaitLaunch("a", 2).exit(1);
    TREES.engine.awaitLaunch("a", 3);
    assertThat(TREES.engine.launched("b")).isEmpty();
    assertThat(get(tree.stop(path("slow"), Optional.empty())))
        .isEqualTo(new OperationResult.Stopped());
    TREES.awaitReady("/");
    CompletionStage<OperationResult> slow = tree.start(path("slow"));

    assertThat(get(tree.restart(path("b"), Optional.empty())))
        .isEqualTo(new OperationResult.Started());
    assertThat(slow.toCompletableFuture()).isNotDone();
  }

  private static Outcome outcome(String path) {
    return TREES
        .events
        .await(ProcessEvent.Ended.class, ended -> ended.path().text().equals(path))
        .outcome();
  }

  private static void startAnother(SupervisionTree tree, int count) {
    for (int i = 1; i <= count; i++) {
      get(tree.startAnother(path("pool"), Optional.empty(), List.of()));
    }
    Await.until("all to run", () -> TREES.engine.launched("w").size() == count);
  }

  private static ChildSpec pool(ChildSpec template) {
    return below(
        "pool",
        SupervisorSpec.dynamic(
            new RestartLimit(3, Duration.ofSeconds(5)),
            new Template(template, Template.UNLIMITED)));
  }

  private static ChildSpec withShutdown(String id, Shutdown shutdown) {
    ChildDefinition.ProcessChild child = (ChildDefinition.ProcessChild) process(id).definition();
    return process(id)
        .withDefinition(
            new ChildDefinition.ProcessChild(child.process().withShutdown(shutdown), false));
  }
}
