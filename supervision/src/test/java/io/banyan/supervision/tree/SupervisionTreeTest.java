package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.probed;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.fixture.ScriptedProcess;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.probe.Probes;
import io.banyan.runtime.probe.ReadyCondition;
import io.banyan.runtime.probe.ReadySpec;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisionTreeTest {

  private static final AtomicLong NAMES = new AtomicLong();

  /** Ready with a line. */
  private static final Probes LINE =
      Probes.NONE.withReady(
          new ReadySpec(
              new ReadyCondition.LogLine("^up$", Set.of(OutputStreamKind.values())),
              Duration.ofSeconds(10),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1)));

  private final ActorTestKit testKit =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
  private final ManualTime time = ManualTime.get(testKit.system());

  private ScriptedEngine engine = new ScriptedEngine();
  private EventLog events = EventLog.of(new EventHub(Clock.systemUTC()));
  private TreeView view = new TreeView();
  private AtomicLong nanos = new AtomicLong();
  private Optional<SupervisionTree> tree = Optional.empty();

  @BeforeEach
  void begin() {
    engine = new ScriptedEngine();
    view = new TreeView();
    nanos = new AtomicLong();
  }

  @AfterEach
  void end() {
    tree.ifPresent(running -> get(running.shutdown(true)));
  }

  @AfterAll
  void endAll() {
    testKit.shutdownTestKit();
  }

  @Nested
  class Starting {

    @Test
    void declares_the_whole_tree_and_starts_it_in_order() {
      start(
          supervisor(
              Strategy.ONE_FOR_ONE,
              process("a"),
              below("s", supervisor(Strategy.ONE_FOR_ALL, process("b"), process("c"))),
              process("d")));

      awaitReady("/");
      assertThat(events.all(ProcessEvent.Launched.class))
          .extracting(launched -> launched.path().text())
          .containsExactly("a", "s/b", "s/c", "d");
      assertThat(view.all())
          .extracting(child -> child.path().text())
          .containsExactly("/", "a", "s", "s/b", "s/c", "d");
      assertThat(view.all()).allMatch(child -> child.state() == LifecycleState.RUNNING);
    }

    @Test
    void the_next_child_is_launched_only_when_the_one_before_says_that_it_is_ready() {
      start(
          supervisor(
              Strategy.ONE_FOR_ONE,
              below("s", supervisor(Strategy.ONE_FOR_ONE, probed("a", LINE))),
              process("b")));
      ScriptedProcess a = engine.awaitLaunch("a", 1);
      a.write(OutputStreamKind.STDOUT, "not yet\n");
      TestProbe<String> nobody = testKit.createTestProbe();
      nobody.expectNoMessage();
      assertThat(engine.launched("b")).isEmpty();

      a.write(OutputStreamKind.STDOUT, "up\n");

      awaitReady("/");
      assertThat(engine.launched("b")).hasSize(1);
    }

    @Test
    void a_child_that_is_not_ready_in_time_is_restarted_and_the_next_one_waits_on() {
      start(supervisor(Strategy.ONE_FOR_ONE, probed("a", LINE), process("b")));
      engine.awaitLaunch("a", 1);
      Await.until(
          "a successor",
          () -> {
            time.timePasses(Duration.ofSeconds(1));
            return engine.launched("a").size() == 2;
          });
      assertThat(engine.launched("b")).isEmpty();

      engine.awaitLaunch("a", 2).write(OutputStreamKind.STDERR, "up\n");

      awaitReady("/");
      assertThat(engine.launched("b")).hasSize(1);
    }

    @Test
    void a_program_that_is_not_there_ends_the_tree_and_says_which() {
      engine.refuse("c");
      SupervisionTree running =
          start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  process("a"),
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("b"), process("c")))));

      assertThat(get(running.whenEnded()))
          .isEqualTo(
              new TreeEnd.GaveUp(
                  "could not start s: could not start c: No such file or directory: c"));
      assertThat(engine.launched()).noneMatch(ScriptedProcess::isAlive);
    }
  }

  @Nested
  class Restarting {

    @Test
    void gives_the_child_a_new_incarnation_and_counts() {
      start(supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b")));
      awaitReady("/");
      ScriptedProcess other = engine.awaitLaunch("a", 1);

      engine.awaitLaunch("b", 1).die(Signal.KILL);

      engine.awaitLaunch("b", 2);
      awaitStatus("b", "Running [restarts: 1]");
      assertThat(view.get(new ChildPath("b")).orElseThrow().life().incarnation()).isEqualTo(2);
      assertThat(other.isAlive()).isTrue();
      assertThat(engine.launched("a")).hasSize(1);
    }

    @Test
    void too_often_fails_the_supervisor_and_its_parent_restarts_it() {
      start(
          supervisor(
              Strategy.ONE_FOR_ONE,
              process("a"),
              below("s", supervisor(Strategy.ONE_FOR_ONE, process("b"), process("c")))));
      awaitReady("/");
      for (int i = 1; i <= 4; i++) {
        engine.awaitLaunch("b", i).exit(1);
      }

      engine.awaitLaunch("b", 5);
      awaitStatus("s", "Running [restarts: 1]");
      ProcessEvent.Ended gaveUp =
          events.await(ProcessEvent.Ended.class, ended -> ended.path().text().equals("s"));
      assertThat(gaveUp.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(gaveUp.reason().orElseThrow().description())
          .isEqualTo("Gave up: b ended again after 3 restarts within 5s (Exit code: 1)");
      assertThat(engine.launched("a")).hasSize(1);
      assertThat(engine.launched("c")).hasSize(2);
    }

    @Test
    void too_often_at_the_root_ends_the_tree_with_everything_in_it() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b")));
      awaitReady("/");
      for (int i = 1; i <= 4; i++) {
        engine.awaitLaunch("b", i).exit(7);
      }

      assertThat(get(running.whenEnded())).isInstanceOf(TreeEnd.GaveUp.class);
      assertThat(engine.launched("b")).hasSize(4);
      assertThat(engine.launched()).noneMatch(ScriptedProcess::isAlive);
    }

    @Test
    void waits_for_its_delay_and_shows_that_it_does() {
      start(
          supervisor(
              Strategy.ONE_FOR_ONE,
              Specs.restartedAfter("a", List.of("a"), Duration.ofSeconds(30))));
      awaitReady("/");
      engine.awaitLaunch("a", 1).exit(2);
      awaitStatus("a", "Restarting (Exit code: 2) [restarts: 1]");
      assertThat(engine.launched("a")).hasSize(1);

      time.timePasses(Duration.ofSeconds(30));

      engine.awaitLaunch("a", 2);
    }
  }

  @Nested
  class Operating {

    @Test
    void stop_is_no_crash_and_start_brings_it_back() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      awaitReady("/");
      ChildPath a = new ChildPath("a");

      assertThat(get(running.stop(a, Optional.empty()))).isEqualTo(new OperationResult.Stopped());
      assertThat(view.get(a).orElseThrow().status()).isEqualTo("Stopped");
      assertThat(get(running.stop(a, Optional.empty())))
          .isEqualTo(new OperationResult.AlreadyStopped());
      assertThat(get(running.start(a))).isEqualTo(new OperationResult.Started());
      assertThat(get(running.start(a))).isEqualTo(new OperationResult.AlreadyRunning());
      assertThat(view.get(a).orElseThrow().status()).isEqualTo("Running");
    }

    @Test
    void a_start_that_fails_tells_why_and_hurts_nobody() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b")));
      awaitReady("/");
      ChildPath a = new ChildPath("a");
      get(running.stop(a, Optional.empty()));
      engine.refuse("a");

      assertThat(get(running.start(a)))
          .isEqualTo(new OperationResult.Failed("No such file or directory: a"));
      assertThat(engine.awaitLaunch("b", 1).isAlive()).isTrue();
    }

    @Test
    void restart_makes_a_new_incarnation_without_counting_a_crash() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      awaitReady("/");

      assertThat(get(running.restart(new ChildPath("a"), Optional.empty())))
          .isEqualTo(new OperationResult.Started());
      assertThat(engine.launched("a")).hasSize(2);
      assertThat(view.get(new ChildPath("a")).orElseThrow().life().restarts()).isZero();
    }

    @Test
    void one_that_ignores_its_signal_can_be_stopped_at_once_while_it_is_stopping() {
      engine.ignoreSignals("a");
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      awaitReady("/");
      ChildPath a = new ChildPath("a");
      CompletionStage<OperationResult> first = running.stop(a, Optional.empty());
      events.await(ProcessEvent.Stopping.class, stopping -> true);

      assertThat(get(running.stop(a, Optional.of(Duration.ZERO))))
          .isEqualTo(new OperationResult.ForceKilled());
      assertThat(get(first)).isEqualTo(new OperationResult.ForceKilled());
    }

    @Test
    void a_child_that_takes_for_ever_to_stop_delays_nobody_else() {
      engine.ignoreSignals("slow");
      SupervisionTree running =
          start(supervisor(Strategy.ONE_FOR_ONE, process("a"), process("slow"), process("b")));
      awaitReady("/");
      CompletionStage<OperationResult> slow = running.stop(new ChildPath("slow"), Optional.empty());

      assertThat(get(running.restart(new ChildPath("a"), Optional.empty())))
          .isEqualTo(new OperationResult.Started());
      assertThat(get(running.stop(new ChildPath("b"), Optional.empty())))
          .isEqualTo(new OperationResult.Stopped());
      assertThat(slow.toCompletableFuture()).isNotDone();
    }

    @Test
    void kill_ends_a_process_and_it_stays_down() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      awaitReady("/");
      ChildPath a = new ChildPath("a");

      assertThat(get(running.kill(a, Signal.INT)))
          .isEqualTo(new OperationResult.SignalSent(Signal.INT));
      awaitStatus("a", "Killed");
      assertThat(engine.launched("a")).hasSize(1);
      // The fact is told before the supervisor knows it.
      Await.value(
          "the second kill to come too late",
          () -> get(running.kill(a, Signal.INT)),
          new OperationResult.AlreadyStopped()::equals);
    }

    @Test
    void kill_of_one_that_does_not_mind_can_still_be_hurried() {
      engine.ignoreSignals("a");
      engine.ignoreSignals("b");
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b")));
      awaitReady("/");
      get(running.kill(new ChildPath("a"), Signal.INT));
      get(running.kill(new ChildPath("b"), Signal.INT));

      assertThat(get(running.stop(new ChildPath("a"), Optional.of(Duration.ZERO))))
          .isEqualTo(new OperationResult.ForceKilled());
      assertThat(get(running.shutdown(true))).isEqualTo(new TreeEnd.ShutDown());
      assertThat(engine.launched()).noneMatch(ScriptedProcess::isAlive);
    }

    @Test
    void a_signal_that_ends_a_process_is_a_crash() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      awaitReady("/");

      assertThat(get(running.signal(new ChildPath("a"), Signal.KILL)))
          .isEqualTo(new OperationResult.SignalSent(Signal.KILL));
      engine.awaitLaunch("a", 2);
    }

    @Test
    void a_restart_that_is_overtaken_by_a_stop_is_answered() {
      engine.ignoreSignals("a");
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      awaitReady("/");
      ChildPath a = new ChildPath("a");
      CompletionStage<OperationResult> restart = running.restart(a, Optional.empty());
      events.await(ProcessEvent.Stopping.class, stopping -> true);

      CompletionStage<OperationResult> stop = running.stop(a, Optional.of(Duration.ZERO));

      assertThat(get(restart)).isEqualTo(new OperationResult.Failed("it was stopped meanwhile"));
      assertThat(get(stop)).isEqualTo(new OperationResult.ForceKilled());
      assertThat(engine.launched("a")).hasSize(1);
    }

    @Test
    void a_start_that_waits_for_its_turn_can_be_called_off() {
      SupervisionTree running =
          start(
              supervisor(
                  Strategy.ONE_FOR_ALL,
                  Specs.restartedAfter("a", List.of("a"), Duration.ofSeconds(30)),
                  process("b")));
      awaitReady("/");
      engine.awaitLaunch("a", 1).exit(2);
      awaitStatus("b", "Restarting [restarts: 1]");
      ChildPath b = new ChildPath("b");
      CompletionStage<OperationResult> start = running.start(b);

      assertThat(get(running.kill(b, Signal.TERM))).isEqualTo(new OperationResult.Stopped());
      assertThat(get(start)).isEqualTo(new OperationResult.Failed("it was stopped meanwhile"));
      awaitStatus("b", "Stopped [restarts: 1]");
    }

    @Test
    void an_unknown_child_is_not_found() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      awaitReady("/");

      assertThat(get(running.stop(new ChildPath("x"), Optional.empty())))
          .isEqualTo(new OperationResult.NotFound());
    }

    @Test
    void a_supervisor_is_stopped_with_its_children_and_started_again() {
      SupervisionTree running =
          start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b")))));
      awaitReady("/");
      ChildPath s = new ChildPath("s");

      assertThat(get(running.stop(s, Optional.empty()))).isEqualTo(new OperationResult.Stopped());
      assertThat(engine.launched()).noneMatch(ScriptedProcess::isAlive);
      assertThat(get(running.stop(new ChildPath("s/a"), Optional.empty())))
          .isEqualTo(new OperationResult.Failed("its supervisor s is not running"));
      assertThat(get(running.start(s))).isEqualTo(new OperationResult.Started());
      assertThat(engine.launched("a")).hasSize(2);
      assertThat(view.get(new ChildPath("s/a")).orElseThrow().life().incarnation()).isEqualTo(2);
    }

    @Test
    void a_restart_that_waits_for_its_delay_can_be_called_off() {
      SupervisionTree running =
          start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  Specs.restartedAfter("a", List.of("a"), Duration.ofSeconds(30))));
      awaitReady("/");
      engine.awaitLaunch("a", 1).exit(2);
      awaitStatus("a", "Restarting (Exit code: 2) [restarts: 1]");

      assertThat(get(running.stop(new ChildPath("a"), Optional.empty())))
          .isEqualTo(new OperationResult.Stopped());
      awaitStatus("a", "Stopped [restarts: 1]");
    }
  }

  @Nested
  class Shutting_down {

    @Test
    void before_it_has_begun_starts_nothing() {
      SupervisionTree declared = declare(supervisor(Strategy.ONE_FOR_ONE, process("a")));

      assertThat(get(declared.shutdown(false))).isEqualTo(new TreeEnd.ShutDown());
      declared.begin();

      assertThat(engine.launched()).isEmpty();
    }

    @Test
    void ends_everything_in_reverse_order() {
      SupervisionTree running =
          start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  process("a"),
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("b"), process("c"))),
                  process("d")));
      awaitReady("/");

      assertThat(get(running.shutdown(false))).isEqualTo(new TreeEnd.ShutDown());
      assertThat(events.all(ProcessEvent.Ended.class))
          .extracting(ended -> ended.path().text())
          .containsExactly("d", "s/c", "s/b", "s", "a", "/");
    }

    @Test
    void can_be_made_brutal_while_it_is_under_way() {
      engine.ignoreSignals("b");
      SupervisionTree running =
          start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  process("a"),
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("b")))));
      awaitReady("/");
      running.shutdown(false);
      events.await(ProcessEvent.Stopping.class, stopping -> stopping.path().text().equals("s/b"));

      assertThat(get(running.shutdown(true))).isEqualTo(new TreeEnd.ShutDown());
      assertThat(engine.launched()).noneMatch(ScriptedProcess::isAlive);
    }
  }

  private SupervisionTree start(SupervisorSpec spec) {
    SupervisionTree running = declare(spec);
    running.begin();
    return running;
  }

  private SupervisionTree declare(SupervisorSpec spec) {
    EventHub hub = new EventHub(Clock.systemUTC());
    events = EventLog.of(hub);
    hub.subscribe(view);
    ProcessPorts process =
        new ProcessPorts(
            engine,
            hub,
            new ProcessOutputs(Clock.systemUTC(), hub),
            Map.of(),
            Duration.ofMillis(500));
    SupervisionTree running =
        SupervisionTree.declare(
            testKit.system(),
            "test-" + NAMES.incrementAndGet(),
            spec,
            new TreePorts(process, nanos::get));
    tree = Optional.of(running);
    return running;
  }

  private void awaitReady(String path) {
    events.await(ProcessEvent.Ready.class, ready -> ready.path().text().equals(path));
  }

  private void awaitStatus(String path, String status) {
    Await.value(
        path + " to be " + status,
        () -> view.get(new ChildPath(path)).orElseThrow().status(),
        status::equals);
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
