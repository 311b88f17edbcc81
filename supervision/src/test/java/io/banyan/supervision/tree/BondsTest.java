package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.ScriptedEngine;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.Incarnation;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.graph.Edge;
import io.banyan.supervision.graph.SupervisionGraph;
import io.banyan.supervision.link.Attempt;
import io.banyan.supervision.link.Down;
import io.banyan.supervision.link.LinkResult;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BondsTest {

  private static final AtomicLong NAMES = new AtomicLong();
  private static final ChildPath A = new ChildPath("a");
  private static final ChildPath B = new ChildPath("b");
  private static final RestartPolicy TEMPORARY = RestartPolicy.of(RestartType.TEMPORARY);

  private final ActorTestKit testKit = ActorTestKit.create();

  private ScriptedEngine engine = new ScriptedEngine();
  private EventLog events = EventLog.of(new EventHub(Clock.systemUTC()));
  private TreeView view = new TreeView();
  private Optional<SupervisionTree> tree = Optional.empty();

  @BeforeEach
  void begin() {
    engine = new ScriptedEngine();
    view = new TreeView();
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
  class Links {

    @Test
    void a_crash_takes_the_other_along_and_both_are_restarted_once() {
      start(supervisor(Strategy.ONE_FOR_ONE, linked("a", "b"), process("b"), process("c")));

      engine.awaitLaunch("a", 1).die(Signal.KILL);

      engine.awaitLaunch("a", 2);
      engine.awaitLaunch("b", 2);
      assertThat(endOf("b", 1).reason())
          .contains(new CrashReason.Linked(A, new CrashReason.KilledBySignal(Signal.KILL, false)));
      assertThat(endOf("b", 1).outcome()).isEqualTo(Outcome.FAILED);
      awaitStatus("a", "Running [restarts: 1]");
      awaitStatus("b", "Running [restarts: 1]");
      assertThat(engine.launched()).hasSize(5);
    }

    @Test
    void the_next_pair_is_linked_anew() {
      start(patient(linked("a", "b"), process("b")));
      engine.awaitLaunch("a", 1).exit(1);
      engine.awaitLaunch("a", 2);
      engine.awaitLaunch("b", 2);
      awaitStatus("a", "Running [restarts: 1]");
      awaitStatus("b", "Running [restarts: 1]");

      engine.awaitLaunch("b", 2).exit(1);

      engine.awaitLaunch("a", 3);
      engine.awaitLaunch("b", 3);
      assertThat(endOf("a", 2).reason())
          .contains(new CrashReason.Linked(B, new CrashReason.ExitCode(1)));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void siblings_are_restarted_once_whatever_the_strategy(Strategy strategy) {
      start(supervisor(strategy, linked("a", "b"), process("b")));

      engine.awaitLaunch("a", 1).exit(1);

      engine.awaitLaunch("a", 2);
      engine.awaitLaunch("b", 2);
      awaitStatus("a", "Running [restarts: 1]");
      awaitStatus("b", "Running [restarts: 1]");
      assertThat(engine.launched()).hasSize(4);
    }

    @Test
    void it_goes_across_supervisors_and_over_others() {
      start(
          supervisor(
              Strategy.ONE_FOR_ONE,
              below("s", supervisor(Strategy.ONE_FOR_ONE, linked("a", "b"), process("x"))),
              below("t", supervisor(Strategy.ONE_FOR_ONE, linked("b", "c"))),
              process("c")));

      engine.awaitLaunch("c", 1).exit(1);

      engine.awaitLaunch("a", 2);
      engine.awaitLaunch("b", 2);
      engine.awaitLaunch("c", 2);
      assertThat(endOf("s/a", 1).reason())
          .contains(new CrashReason.Linked(new ChildPath("c"), new CrashReason.ExitCode(1)));
      assertThat(engine.launched("x")).hasSize(1);
    }

    @Test
    void it_counts_as_a_failure_by_the_others_own_restart_type() {
      start(
          supervisor(
              Strategy.ONE_FOR_ONE,
              linked("a", "b"),
              linked("b", "c").withRestart(TEMPORARY),
              process("c").withRestart(RestartPolicy.of(RestartType.TRANSIENT))));

      engine.awaitLaunch("a", 1).exit(1);

      engine.awaitLaunch("c", 2);
      awaitStatus("b", "Failed (Linked to a, which failed: Exit code: 1)");
      assertThat(engine.launched("b")).hasSize(1);
    }

    @Test
    void it_counts_for_the_limit_of_the_others_supervisor() {
      SupervisionTree running =
          start(supervisor(Strategy.ONE_FOR_ONE, linked("a", "b"), process("b")));
      for (int i = 1; i <= 2; i++) {
        awaitStatus("b", i == 1 ? "Running" : "Running [restarts: 1]");
        awaitStatus("a", i == 1 ? "Running" : "Running [restarts: 1]");
        engine.awaitLaunch("a", i).exit(1);
      }
      assertThat(get(running.whenEnded())).isInstanceOf(TreeEnd.GaveUp.class);
    }

    @Test
    void a_success_or_a_stop_takes_nobody_along() {
      SupervisionTree running =
          start(supervisor(Strategy.ONE_FOR_ONE, linked("a", "b"), process("b"), process("c")));
      engine.awaitLaunch("a", 1).exit(0);
      engine.awaitLaunch("a", 2);
      awaitStatus("a", "Running [restarts: 1]");

      get(running.stop(A, Optional.empty()));
      get(running.start(A));
      get(running.kill(A, Signal.KILL));

      assertThat(get(running.restart(new ChildPath("c"), Optional.empty())))
          .isEqualTo(new OperationResult.Started());
      assertThat(engine.launched("b")).hasSize(1);
      assertThat(engine.launched("b").get(0).isAlive()).isTrue();
    }

    @Test
    void a_supervisor_that_gives_up_takes_the_other_along_and_the_reverse() {
      ChildSpec s = below("s", supervisor(Strategy.ONE_FOR_ONE, process("x"), process("y")));
      start(patient(s.withLinks(Set.of("a")), process("a")));

      engine.awaitLaunch("a", 1).exit(1);

      engine.awaitLaunch("x", 2);
      engine.awaitLaunch("y", 2);
      assertThat(endOf("s", 1).reason())
          .contains(new CrashReason.Linked(A, new CrashReason.ExitCode(1)));
      assertThat(engine.launched("y").get(0).signals()).contains(Signal.KILL);
      awaitStatus("s", "Running [restarts: 1]");
      awaitStatus("a", "Running [restarts: 1]");

      for (int i = 2; i <= 5; i++) {
        engine.awaitLaunch("x", i).exit(1);
      }
      engine.awaitLaunch("a", 3);
      assertThat(endOf("a", 2).reason().orElseThrow().words())
          .startsWith("linked to s, which failed: gave up: x ended again");
    }

    @Test
    void they_are_made_and_ended_live() {
      SupervisionTree running =
          start(supervisor(Strategy.ONE_FOR_ONE, process("a"), process("b"), process("c")));
      Bonds bonds = running.bonds();

      assertThat(bonds.link(A, B)).isEqualTo(new LinkResult.Linked());
      assertThat(bonds.link(B, new ChildPath("c"))).isEqualTo(new LinkResult.Linked());
      assertThat(bonds.unlink(new ChildPath("c"), B)).isEqualTo(new LinkResult.Unlinked());
      assertThat(bonds.link(A, new ChildPath("z")))
          .isEqualTo(new LinkResult.NoSuchChild(new ChildPath("z")));
      assertThat(bonds.link(B, A)).isEqualTo(new LinkResult.Linked());
      assertThat(events.all(ProcessEvent.Linked.class))
          .as("once for each that is new")
          .containsExactly(
              new ProcessEvent.Linked(A, B), new ProcessEvent.Linked(B, new ChildPath("c")));
      assertThat(events.all(ProcessEvent.Unlinked.class))
          .containsExactly(new ProcessEvent.Unlinked(new ChildPath("c"), B));
      assertThat(bonds.link(A, A)).isInstanceOf(LinkResult.Refused.class);
      assertThat(bonds.link(ChildPath.ROOT, A)).isInstanceOf(LinkResult.Refused.class);
      engine.awaitLaunch("a", 1).exit(1);

      engine.awaitLaunch("b", 2);
      assertThat(engine.launched("c")).hasSize(1);
      awaitStatus("b", "Running [restarts: 1]");
      engine.awaitLaunch("b", 2).exit(1);
      engine.awaitLaunch("b", 3);
      assertThat(engine.launched("a")).hasSize(2);
    }

    @Test
    void a_declaration_that_cannot_be_kept_is_refused() {
      assertThatThrownBy(() -> start(supervisor(Strategy.ONE_FOR_ONE, linked("a", "z"))))
          .hasMessageContaining("a, linked with z: that is no child");
      assertThatThrownBy(() -> start(supervisor(Strategy.ONE_FOR_ONE, linked("a", "a"))))
          .hasMessageContaining("itself");
      assertThatThrownBy(
              () ->
                  start(
                      supervisor(
                          Strategy.ONE_FOR_ONE,
                          below("s", supervisor(Strategy.ONE_FOR_ONE, linked("a", "s"))))))
          .hasMessageContaining("above");
    }
  }

  @Nested
  class Monitors {

    @Test
    void each_is_told_once_and_with_the_reason() {
      Bonds bonds = start(supervisor(Strategy.ONE_FOR_ONE, process("a"))).bonds();
      TestProbe<Down> probe = testKit.createTestProbe();
      CompletionStage<Down> stage = bonds.monitor(A).down();
      bonds.monitor(A, probe.getRef());
      bonds.monitor(A, probe.getRef());

      engine.awaitLaunch("a", 1).exit(3);

      Down.Ended ended = (Down.Ended) get(stage);
      assertThat(ended.departure().incarnation()).isEqualTo(new Incarnation(A, 1));
      assertThat(ended.departure().reason()).contains(new CrashReason.ExitCode(3));
      assertThat(ended.departure().exit()).isPresent();
      probe.expectMessage(ended);
      probe.expectMessage(ended);
      engine.awaitLaunch("a", 2).exit(0);
      engine.awaitLaunch("a", 3);
      probe.expectNoMessage(Duration.ZERO);
    }

    @Test
    void one_that_is_gone_or_unknown_is_told_at_once() {
      SupervisionTree running =
          start(
              supervisor(Strategy.ONE_FOR_ONE, process("a").withRestart(TEMPORARY), process("b")));
      TestProbe<Down> probe = testKit.createTestProbe();
      engine.awaitLaunch("a", 1).exit(3);
      awaitStatus("a", "Failed (Exit code: 3)");

      running.bonds().monitor(A, probe.getRef());
      Down.AlreadyGone gone = (Down.AlreadyGone) probe.receiveMessage();
      assertThat(gone.last().orElseThrow().reason()).contains(new CrashReason.ExitCode(3));
      ChildPath nobody = new ChildPath("nobody");
      running.bonds().monitor(nobody, probe.getRef());
      probe.expectMessage(new Down.NoSuchChild(nobody));
      running.bonds().monitor(new Incarnation(B, 2), probe.getRef());
      probe.expectMessage(new Down.NoSuchChild(B));

      get(running.restart(B, Optional.empty()));
      running.bonds().monitor(new Incarnation(B, 1), probe.getRef());
      assertThat(((Down.AlreadyGone) probe.receiveMessage()).last().orElseThrow().outcome())
          .isEqualTo(Outcome.STOPPED);
      get(running.restart(B, Optional.empty()));
      running.bonds().monitor(new Incarnation(B, 1), probe.getRef());
      probe.expectMessage(new Down.AlreadyGone(B, Optional.empty()));
    }

    @Test
    void one_that_was_never_started_is_gone_without_a_reason() {
      Bonds bonds = declare(supervisor(Strategy.ONE_FOR_ONE, process("a"))).bonds();
      assertThat(get(bonds.await(A))).isEqualTo(new Down.AlreadyGone(A, Optional.empty()));
    }

    @Test
    void who_withdraws_is_not_told() {
      Bonds bonds = start(supervisor(Strategy.ONE_FOR_ONE, process("a"))).bonds();
      TestProbe<Down> probe = testKit.createTestProbe();
      Monitor.Staged staged = bonds.monitor(A);
      Monitor told = bonds.monitor(A, probe.getRef());
      Monitor withdrawn = bonds.monitor(A, probe.getRef());

      assertThat(staged.demonitor()).isTrue();
      assertThat(withdrawn.demonitor()).isTrue();
      assertThat(withdrawn.demonitor()).isFalse();
      engine.awaitLaunch("a", 1).exit(1);

      probe.receiveMessage();
      engine.awaitLaunch("a", 2);
      probe.expectNoMessage(Duration.ZERO);
      assertThat(told.demonitor()).isFalse();
      assertThat(staged.down().toCompletableFuture()).isNotDone();
    }

    @Test
    void nothing_is_left_of_monitors_that_timed_out_or_whose_actor_has_ended() {
      SupervisionTree running = start(supervisor(Strategy.ONE_FOR_ONE, process("a")));
      List<CompletableFuture<Down>> impatient = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        impatient.add(running.bonds().await(A).toCompletableFuture());
      }
      TestProbe<Down> probe = testKit.createTestProbe();
      running.bonds().monitor(A, probe.getRef());
      assertThat(monitors(running)).isEqualTo(1_001);

      impatient.forEach(one -> one.cancel(false));
      probe.stop();

      Await.until("no monitor to be left", () -> monitors(running) == 0);
    }

    @Test
    void supervisors_and_all_below_are_told_too() {
      SupervisionTree running =
          start(
              supervisor(
                  Strategy.ONE_FOR_ONE,
                  below("s", supervisor(Strategy.ONE_FOR_ONE, process("a")))));
      CompletionStage<Down> root = running.bonds().await(ChildPath.ROOT);
      CompletionStage<Down> s = running.bonds().await(new ChildPath("s"));
      CompletionStage<Down> a = running.bonds().await(new ChildPath("s/a"));

      get(running.shutdown(false));

      for (CompletionStage<Down> stage : List.of(root, s, a)) {
        assertThat(((Down.Ended) get(stage)).departure().outcome()).isEqualTo(Outcome.STOPPED);
      }
    }

    @Test
    void they_are_told_when_the_actor_system_ends_under_the_tree() {
      ActorTestKit other = ActorTestKit.create();
      CompletionStage<Down> down;
      try {
        SupervisionTree running = declareIn(other, supervisor(Strategy.ONE_FOR_ONE, process("a")));
        running.begin();
        awaitStatus("/", "Running");
        down = running.bonds().await(A);
      } finally {
        other.shutdownTestKit();
        tree = Optional.empty();
      }
      assertThat(((Down.Ended) get(down)).departure().isFailure()).isTrue();
    }

    @Test
    void what_can_be_said_at_once() {
      SupervisionTree running =
          start(supervisor(Strategy.ONE_FOR_ONE, process("a").withRestart(TEMPORARY)));
      assertThat(running.bonds().tryAwait(A))
          .isEqualTo(new Attempt.StillAlive(new Incarnation(A, 1)));
      Down awaited = whileEnding(running.bonds().await(A));
      Attempt.Over over = (Attempt.Over) running.bonds().tryAwait(A);
      assertThat(((Down.AlreadyGone) over.down()).last())
          .contains(((Down.Ended) awaited).departure());
    }

    private Down whileEnding(CompletionStage<Down> stage) {
      engine.awaitLaunch("a", 1).exit(0);
      return get(stage);
    }
  }

  @Nested
  class InTheGraph {

    @Test
    void are_declared_and_live_links_and_monitors() {
      SupervisionTree running =
          start(supervisor(Strategy.ONE_FOR_ONE, linked("a", "b"), process("b"), process("c")));
      running.bonds().link(B, new ChildPath("c"));
      TestProbe<Down> probe = testKit.createTestProbe();
      running.bonds().monitor(A, probe.getRef());
      running.bonds().monitor(A, probe.getRef());
      running.bonds().monitor(B);

      SupervisionGraph graph = running.graph(view.all());

      String observer = probe.getRef().path().toStringWithoutAddress();
      assertThat(graph.edges())
          .contains(
              new Edge.Links("a", "b"),
              new Edge.Links("b", "c"),
              new Edge.Monitors(observer, "a", 2),
              new Edge.Monitors("program", "b", 1));
      assertThat(graph.node("a").now().pid()).isPresent();
      assertThat(graph.linked("b")).containsExactly("a", "c");
    }
  }

  private static long monitors(SupervisionTree running) {
    return running.graph(List.of()).edges().stream()
        .filter(Edge.Monitors.class::isInstance)
        .mapToLong(edge -> ((Edge.Monitors) edge).count())
        .sum();
  }

  private static ChildSpec linked(String id, String other) {
    return process(id).withLinks(Set.of(other));
  }

  /** One that tolerates many restarts. */
  private static SupervisorSpec patient(ChildSpec... children) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE, new RestartLimit(100, Duration.ofSeconds(5)), List.of(children));
  }

  private SupervisionTree start(SupervisorSpec spec) {
    SupervisionTree running = declare(spec);
    running.begin();
    awaitStatus("/", "Running");
    return running;
  }

  private SupervisionTree declare(SupervisorSpec spec) {
    return declareIn(testKit, spec);
  }

  private SupervisionTree declareIn(ActorTestKit kit, SupervisorSpec spec) {
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
            kit.system(),
            "bonds-" + NAMES.incrementAndGet(),
            spec,
            new TreePorts(process, System::nanoTime));
    tree = Optional.of(running);
    return running;
  }

  private ProcessEvent.Ended endOf(String path, int incarnation) {
    return events.await(
        ProcessEvent.Ended.class,
        ended -> ended.path().text().equals(path) && ended.incarnation() == incarnation);
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
