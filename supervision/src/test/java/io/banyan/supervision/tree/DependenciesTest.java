package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.Dependency.State;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DependenciesTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  @Nested
  class Starting {

    @Test
    void waits_for_what_is_named_wherever_it_is_declared() {
      TREES.start(one(on(process("web"), "db"), below("store", one(process("db")))));

      assertThat(launches()).containsExactly("store/db", "web");
    }

    @Test
    void holds_up_no_sibling_and_says_for_what_it_waits() {
      TREES.begin(one(completed(process("web"), "migrate"), task("migrate"), process("cache")));

      TREES.engine.awaitLaunch("cache", 1);
      TREES.awaitStatus("web", "Initialized (waits for migrate to be completed)");
      assertThat(TREES.engine.launched("web")).isEmpty();
      TREES.engine.awaitLaunch("migrate", 1).exit(0);

      TREES.awaitReady("/");
      TREES.awaitStatus("web", "Running");
      TREES.awaitStatus("migrate", "Completed");
    }

    @Test
    void happens_in_parallel_where_nobody_depends_on_anybody() {
      TREES.begin(
          one(completed(process("a"), "t"), completed(process("b"), "u"), task("t"), task("u")));
      TREES.engine.awaitLaunch("u", 1).exit(0);

      TREES.awaitStatus("b", "Running");
      assertThat(TREES.engine.launched("a")).isEmpty();
      TREES.engine.awaitLaunch("t", 1).exit(0);
      TREES.awaitReady("/");
    }

    @Test
    void of_a_supervisor_is_not_held_up_by_a_child_that_waits_for_something_outside() {
      TREES.begin(
          one(
              below("s", one(completed(process("a"), "t"), process("b"))),
              process("c"),
              task("t")));

      TREES.engine.awaitLaunch("b", 1);
      TREES.engine.awaitLaunch("c", 1);
      TREES.engine.awaitLaunch("t", 1).exit(0);
      TREES.awaitReady("s");
      TREES.awaitReady("/");
    }

    @Test
    void waits_for_a_whole_supervisor() {
      TREES.start(
          one(on(process("web"), "store"), below("store", one(process("db"), process("cache")))));

      assertThat(launches()).containsExactly("store/db", "store/cache", "web");
    }

    @Test
    void waits_for_a_line_on_either_stream_of_each_incarnation() {
      ChildSpec web =
          process("web")
              .withDependsOn(
                  List.of(new Dependency("db", new Dependency.LogLine("ready to .*"), false)));
      TREES.begin(one(web, process("db")));
      ScriptedProcess db = TREES.engine.awaitLaunch("db", 1);
      db.write(OutputStreamKind.STDOUT, "getting ready\n");
      TREES.awaitStatus("web", "Initialized (waits for db to log \"ready to .*\")");
      db.exit(1);

      db = TREES.engine.awaitLaunch("db", 2);
      db.write(OutputStreamKind.STDERR, "LOG: ready to accept\n");

      TREES.awaitReady("/");
      TREES.awaitStatus("web", "Running");
    }

    @Test
    void goes_on_waiting_when_the_other_has_failed_for_good_until_somebody_starts_it() {
      SupervisionTree tree =
          TREES.begin(
              one(
                  completed(process("web"), "migrate"),
                  task("migrate").withRestart(RestartPolicy.of(RestartType.TEMPORARY))));
      TREES.engine.awaitLaunch("migrate", 1).exit(1);
      TREES.awaitStatus("migrate", "Failed (Exit code: 1)");
      TREES.awaitStatus("web", "Initialized (waits for migrate to be completed)");

      // The fact is told before the supervisor knows it.
      Await.value(
          "the task to be started",
          () -> get(tree.start(path("migrate"))),
          new OperationResult.Started()::equals);
      TREES.engine.awaitLaunch("migrate", 2).exit(0);

      TREES.awaitStatus("web", "Running");
    }

    @Test
    void is_called_off_by_a_stop_and_by_the_end_of_the_tree() {
      SupervisionTree tree =
          TREES.begin(one(completed(process("a"), "t"), completed(process("b"), "t"), task("t")));
      TREES.awaitStatus("b", "Initialized (waits for t to be completed)");

      assertThat(get(tree.stop(path("a"), Optional.empty())))
          .isEqualTo(new OperationResult.Stopped());
      TREES.awaitStatus("a", "Stopped");
      TREES.engine.awaitLaunch("t", 1).exit(0);
      TREES.awaitStatus("b", "Running");
      assertThat(TREES.engine.launched("a")).isEmpty();

      assertThat(get(tree.shutdown(false))).isEqualTo(new TreeEnd.ShutDown());
    }

    @Test
    void of_a_tree_that_is_stopped_meanwhile_never_happens() {
      SupervisionTree tree = TREES.begin(one(completed(process("a"), "t"), task("t")));
      TREES.engine.awaitLaunch("t", 1);
      TREES.awaitStatus("a", "Initialized (waits for t to be completed)");

      assertThat(get(tree.shutdown(false))).isEqualTo(new TreeEnd.ShutDown());
      TREES.awaitStatus("a", "Stopped");
      assertThat(TREES.engine.launched("a")).isEmpty();
    }

    @Test
    void by_hand_waits_too() {
      SupervisionTree tree = TREES.start(one(on(process("web"), "db"), process("db")));
      get(tree.stop(path("web"), Optional.empty()));
      get(tree.stop(path("db"), Optional.empty()));

      CompletionStage<OperationResult> web = tree.start(path("web"));
      TREES.awaitStatus("web", "Stopped (waits for db to be ready)");
      assertThat(web.toCompletableFuture()).isNotDone();
      get(tree.start(path("db")));

      assertThat(get(web)).isEqualTo(new OperationResult.Started());
    }

    @Test
    void of_a_tree_with_a_cycle_is_refused() {
      SupervisorSpec spec = one(on(process("a"), "b"), on(process("b"), "a"));

      assertThatThrownBy(() -> TREES.begin(spec))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a: cycle: a -> b -> a");
    }
  }

  @Nested
  class A_crash_of_the_other {

    @Test
    void hurts_nobody_who_did_not_ask_for_it() {
      TREES.start(one(on(process("web"), "db"), process("db")));

      TREES.engine.awaitLaunch("db", 1).die(Signal.KILL);

      TREES.awaitStatus("db", "Running [restarts: 1]");
      assertThat(TREES.engine.launched("web")).hasSize(1).allMatch(ScriptedProcess::isAlive);
    }

    @Test
    void restarts_those_who_did_when_the_other_is_back_and_does_not_count() {
      TREES.start(
          new SupervisorSpec(
              Strategy.ONE_FOR_ONE,
              new RestartLimit(1, Duration.ofSeconds(5)),
              List.of(
                  with(process("web"), "db"),
                  Specs.restartedAfter("db", List.of("db"), Duration.ofSeconds(30)))));
      TREES.engine.awaitLaunch("db", 1).die(Signal.KILL);

      TREES.awaitStatus("web", "Restarting (waits for db to be ready) [restarts: 1]");
      assertThat(TREES.engine.launched("web")).hasSize(1).noneMatch(ScriptedProcess::isAlive);
      TREES.time.timePasses(Duration.ofSeconds(30));

      TREES.engine.awaitLaunch("web", 2);
      TREES.awaitStatus("web", "Running [restarts: 1]");
    }

    @Test
    void takes_whole_chains_down_in_reverse_and_brings_them_up_in_order() {
      TREES.start(
          one(
              with(process("web"), "app"),
              below("s", one(with(process("app"), "db"))),
              process("db")));
      TREES.engine.awaitLaunch("db", 1).die(Signal.KILL);

      TREES.engine.awaitLaunch("web", 2);
      assertThat(ends()).containsExactly("db", "web", "s/app");
      assertThat(launches()).endsWith("db", "s/app", "web");
    }

    @Test
    void makes_a_restart_of_its_dependent_wait() {
      TREES.start(
          one(
              on(process("web"), "db"),
              Specs.restartedAfter("db", List.of("db"), Duration.ofSeconds(30))));
      TREES.engine.awaitLaunch("db", 1).die(Signal.KILL);
      TREES.awaitStatus("db", "Restarting (Killed by signal: KILL) [restarts: 1]");
      TREES.engine.awaitLaunch("web", 1).die(Signal.KILL);

      TREES.awaitStatus("web", "Restarting (waits for db to be ready) [restarts: 1]");
      TREES.time.timePasses(Duration.ofSeconds(30));
      TREES.engine.awaitLaunch("web", 2);
    }

    @Test
    void of_a_supervisor_around_it_takes_its_dependents_along() {
      TREES.start(one(with(process("web"), "store"), below("store", limited(0, process("db")))));

      TREES.engine.awaitLaunch("db", 1).die(Signal.KILL);

      TREES.engine.awaitLaunch("db", 2);
      TREES.engine.awaitLaunch("web", 2);
    }
  }

  @Nested
  class An_operator {

    @Test
    void who_restarts_the_other_restarts_its_dependents() {
      SupervisionTree tree = TREES.start(one(with(process("web"), "db"), process("db")));

      get(tree.restart(path("db"), Optional.empty()));

      TREES.engine.awaitLaunch("web", 2);
      assertThat(TREES.engine.launched("db")).hasSize(2);
    }

    @Test
    void who_stops_the_other_makes_them_wait_for_it() {
      SupervisionTree tree = TREES.start(one(with(process("web"), "db"), process("db")));

      get(tree.stop(path("db"), Optional.empty()));
      TREES.awaitStatus("web", "Restarting (waits for db to be ready) [restarts: 1]");
      get(tree.start(path("db")));

      TREES.engine.awaitLaunch("web", 2);
    }

    @Test
    void who_stops_the_dependent_keeps_it_down() {
      SupervisionTree tree = TREES.start(one(with(process("web"), "db"), process("db")));
      get(tree.stop(path("web"), Optional.empty()));

      get(tree.restart(path("db"), Optional.empty()));

      TREES.awaitStatus("web", "Stopped");
      assertThat(TREES.engine.launched("web")).hasSize(1);
    }
  }

  @Nested
  class Group_restarts {

    @Test
    void keep_to_the_dependencies_whatever_the_declared_order() {
      TREES.start(
          supervisor(Strategy.ONE_FOR_ALL, on(process("web"), "db"), process("a"), process("db")));

      TREES.engine.awaitLaunch("a", 1).die(Signal.KILL);

      TREES.engine.awaitLaunch("web", 2);
      assertThat(ends()).startsWith("a").containsSubsequence("web", "db");
      assertThat(launches()).endsWith("a", "db", "web");
    }
  }

  @Nested
  class Stopping {

    @Test
    void takes_dependents_down_before_what_they_depend_on() {
      SupervisionTree tree =
          TREES.start(
              one(
                  on(process("web"), "db"),
                  below("s", one(on(process("app"), "cache"))),
                  process("db"),
                  process("cache")));

      get(tree.shutdown(false));

      assertThat(ends())
          .containsSubsequence("web", "db", "/")
          .containsSubsequence("s/app", "s", "cache", "db");
    }

    @Test
    void asks_nobody_before_its_dependents_are_gone_and_all_the_others_at_once() {
      TREES.engine.ignoreSignals("slow");
      SupervisionTree tree =
          TREES.start(one(process("db"), on(process("slow"), "db"), on(process("web"), "db")));

      CompletionStage<TreeEnd> end = tree.shutdown(false);
      TREES.awaitStatus("web", "Stopped");
      TREES.awaitStatus("slow", "Stopping");
      TREES.awaitStatus("db", "Running");
      TREES.engine.awaitLaunch("slow", 1).die(Signal.KILL);

      get(end);
      assertThat(ends()).containsExactly("web", "slow", "db", "/");
    }
  }

  @Nested
  class Children_that_are_added_while_the_tree_runs {

    @Test
    void wait_for_what_they_depend_on() {
      SupervisionTree tree = TREES.start(one(process("db")));
      get(tree.stop(path("db"), Optional.empty()));

      CompletionStage<OperationResult> added = tree.add(path("/"), on(process("web"), "db"), true);
      TREES.awaitStatus("web", "Initialized (waits for db to be ready)");
      get(tree.start(path("db")));

      assertThat(get(added)).isEqualTo(new OperationResult.Started());
    }

    @Test
    void start_at_once_when_it_is_there_and_stop_before_it() {
      SupervisionTree tree = TREES.start(one(process("db"), process("a")));

      assertThat(get(tree.add(path("/"), on(process("web"), "db"), true)))
          .isEqualTo(new OperationResult.Started());
      get(tree.shutdown(false));

      assertThat(ends()).containsSubsequence("web", "db");
    }
  }

  private static SupervisorSpec one(ChildSpec... children) {
    return supervisor(Strategy.ONE_FOR_ONE, children);
  }

  private static SupervisorSpec limited(int maxRestarts, ChildSpec... children) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE,
        new RestartLimit(maxRestarts, Duration.ofSeconds(5)),
        List.of(children));
  }

  private static ChildSpec task(String id) {
    ChildSpec daemon = process(id);
    return ChildSpec.of(
            id,
            new ChildDefinition.ProcessChild(
                ((ChildDefinition.ProcessChild) daemon.definition()).process(), true))
        .withRestart(RestartPolicy.of(RestartType.TRANSIENT));
  }

  private static ChildSpec on(ChildSpec child, String... ids) {
    return dependent(child, State.READY, false, ids);
  }

  private static ChildSpec completed(ChildSpec child, String... ids) {
    return dependent(child, State.COMPLETED, false, ids);
  }

  /** Restarted with them. */
  private static ChildSpec with(ChildSpec child, String... ids) {
    return dependent(child, State.READY, true, ids);
  }

  private static ChildSpec dependent(
      ChildSpec child, State condition, boolean restart, String... ids) {
    return child.withDependsOn(
        Stream.of(ids).map(id -> new Dependency(id, condition, restart)).toList());
  }

  private static List<String> launches() {
    return TREES.events.all(ProcessEvent.Launched.class).stream()
        .map(launched -> launched.path().text())
        .toList();
  }

  private static List<String> ends() {
    Await.until("somebody to end", () -> !TREES.events.all(ProcessEvent.Ended.class).isEmpty());
    return TREES.events.all(ProcessEvent.Ended.class).stream()
        .map(ended -> ended.path().text())
        .toList();
  }
}
