package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.link.Down;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Linked processes that are real. The operating system says who lives. */
class LinksIT {

  private static final List<String> SLEEPER = List.of("sleep", "1000");

  private final ActorTestKit testKit = ActorTestKit.create();
  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final EventLog events = EventLog.of(hub);
  private final TreeView view = new TreeView();
  private final ProcessEngine engine = ProcessEngines.create(new EngineSettings("auto", 2));
  private Optional<SupervisionTree> tree = Optional.empty();

  @BeforeEach
  void begin() {
    hub.subscribe(view);
  }

  @AfterEach
  void end() {
    tree.ifPresent(running -> get(running.shutdown(true)));
    engine.close();
    testKit.shutdownTestKit();
    assertThat(events.all(ProcessEvent.Launched.class))
        .noneMatch(launched -> OsFacts.isAlive(launched.process().pid()));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void killing_one_kills_the_other_once_and_both_get_new_pids(Strategy strategy) {
    start(supervisor(strategy, linked("a", "b"), process("b", SLEEPER)));
    long a = pid("a");
    long b = pid("b");

    ProcessHandle.of(a).orElseThrow().destroyForcibly();

    awaitStatus("a", "Running [restarts: 1]");
    awaitStatus("b", "Running [restarts: 1]");
    assertThat(List.of(pid("a"), pid("b"))).doesNotContain(a, b);
    assertThat(OsFacts.isAlive(b)).isFalse();
    assertThat(events.all(ProcessEvent.Launched.class)).hasSize(4);
  }

  @Test
  void the_other_is_killed_with_its_group_also_when_it_ignores_signals_and_elsewhere() {
    ChildSpec stubborn = process("b", Fixtures.command("ignore-term"));
    start(
        supervisor(
            Strategy.ONE_FOR_ONE,
            below("s", supervisor(Strategy.ONE_FOR_ONE, linked("a", "b"))),
            below("t", supervisor(Strategy.ONE_FOR_ONE, stubborn))));
    long b = pid("t/b");
    CompletionStage<Down> down = tree.orElseThrow().bonds().await(new ChildPath("t/b"));

    ProcessHandle.of(pid("s/a")).orElseThrow().destroyForcibly();

    Down.Ended ended = (Down.Ended) get(down);
    assertThat(ended.departure().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ended.departure().reason().orElseThrow().words())
        .isEqualTo("linked to s/a, which failed: Killed by signal: KILL");
    awaitStatus("t/b", "Running [restarts: 1]");
    assertThat(OsFacts.isAlive(b)).isFalse();
  }

  private static ChildSpec linked(String id, String other) {
    return process(id, SLEEPER).withLinks(Set.of(other));
  }

  private void start(SupervisorSpec spec) {
    ProcessPorts process =
        new ProcessPorts(
            engine,
            hub,
            new ProcessOutputs(Clock.systemUTC(), hub),
            Fixtures.ENVIRONMENT,
            Duration.ofMillis(500));
    tree =
        Optional.of(
            SupervisionTree.start(
                testKit.system(), "links", spec, new TreePorts(process, System::nanoTime)));
    awaitStatus("/", "Running");
  }

  private long pid(String path) {
    return view.get(new ChildPath(path)).orElseThrow().life().process().orElseThrow().pid();
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
