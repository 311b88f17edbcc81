package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.below;
import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of real processes. The operating system says who lives. */
class SupervisionTreeIT {

  private static final List<String> SLEEPER = List.of("sleep", "1000");

  private final ActorTestKit testKit = ActorTestKit.create();
  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final EventLog events = EventLog.of(hub);
  private final TreeView view = new TreeView();
  private ProcessEngine engine = engine("auto");
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
    assertThat(pidsEver()).noneMatch(SupervisionTreeIT::isAlive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void one_for_one_replaces_the_killed_child_and_leaves_its_siblings_alone(String kind) {
    engine.close();
    engine = engine(kind);
    start(supervisor(Strategy.ONE_FOR_ONE, sleeper("a"), sleeper("b"), sleeper("c")));
    List<Long> before = pids("a", "b", "c");

    kill(before.get(1));

    awaitIncarnation("b", 2);
    List<Long> after = pids("a", "b", "c");
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(1)).isNotEqualTo(before.get(1));
    assertThat(after.get(2)).isEqualTo(before.get(2));
    assertThat(view.get(new ChildPath("b")).orElseThrow().status())
        .isEqualTo("Running [restarts: 1]");
  }

  @Test
  void one_for_all_replaces_every_child_in_order() {
    start(supervisor(Strategy.ONE_FOR_ALL, sleeper("a"), sleeper("b"), sleeper("c")));
    List<Long> before = pids("a", "b", "c");

    kill(before.get(1));

    awaitIncarnation("c", 2);
    assertThat(pids("a", "b", "c")).doesNotContainAnyElementsOf(before);
    assertThat(before).noneMatch(SupervisionTreeIT::isAlive);
    assertThat(launches()).containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void rest_for_one_replaces_only_the_child_and_later_ones() {
    start(supervisor(Strategy.REST_FOR_ONE, sleeper("a"), sleeper("b"), sleeper("c")));
    List<Long> before = pids("a", "b", "c");

    kill(before.get(1));

    awaitIncarnation("c", 2);
    assertThat(pids("a")).isEqualTo(before.subList(0, 1));
    assertThat(launches()).containsExactly("a", "b", "c", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "kill -9 $$"})
  void a_child_that_ends_at_once_is_restarted_exactly_so_often_and_no_more(String line) {
    SupervisionTree running =
        launch(
            supervisor(
                Strategy.ONE_FOR_ONE, sleeper("a"), process("brief", List.of("sh", "-c", line))));

    assertThat(get(running.whenEnded())).isInstanceOf(TreeEnd.GaveUp.class);
    assertThat(launches().stream().filter("brief"::equals)).hasSize(1 + 3);
  }

  @Test
  void a_supervisor_that_gives_up_is_restarted_by_its_parent_until_that_gives_up_too() {
    SupervisionTree running =
        launch(
            supervisor(
                Strategy.ONE_FOR_ONE,
                sleeper("a"),
                below("s", supervisor(Strategy.ONE_FOR_ONE, process("brief", List.of("false"))))));

    assertThat(get(running.whenEnded())).isInstanceOf(TreeEnd.GaveUp.class);
    assertThat(launches().stream().filter("s/brief"::equals)).hasSize(4 * 4);
  }

  @Test
  void a_process_that_takes_minutes_to_stop_delays_no_command_to_another() {
    SupervisionTree running =
        start(
            supervisor(
                Strategy.ONE_FOR_ONE,
                sleeper("a"),
                Specs.impatient("slow", Fixtures.command("ignore-term"), Duration.ofMinutes(5)),
                sleeper("b")));
    long slow = pids("slow").get(0);
    Await.until("it to be deaf", () -> OsFacts.commandLine(slow).startsWith("sleep"));
    CompletionStage<OperationResult> stopped = running.stop(path("slow"), Optional.empty());
    awaitState("slow", LifecycleState.STOPPING);

    assertThat(get(running.restart(path("a"), Optional.empty())))
        .isEqualTo(new OperationResult.Started());
    assertThat(get(running.stop(path("b"), Optional.empty())))
        .isEqualTo(new OperationResult.Stopped());
    assertThat(get(running.start(path("b")))).isEqualTo(new OperationResult.Started());
    kill(pids("a").get(0));
    awaitIncarnation("a", 3);
    assertThat(stopped.toCompletableFuture()).isNotDone();
    assertThat(isAlive(slow)).isTrue();

    get(running.stop(path("slow"), Optional.of(Duration.ZERO)));
    assertThat(get(stopped)).isEqualTo(new OperationResult.ForceKilled());
  }

  @Test
  void what_a_crashed_child_left_of_its_group_is_gone_before_its_successor_starts() {
    String leavesAStubbornGrandchild = "(trap '' TERM; exec sleep 1000) & echo $!; exec sleep 1000";
    start(
        supervisor(
            Strategy.ONE_FOR_ONE,
            Specs.impatient(
                "a", List.of("sh", "-c", leavesAStubbornGrandchild), Duration.ofMillis(50))));
    long leader = pids("a").get(0);
    long grandchild =
        Await.value("a grandchild", () -> children(leader), found -> !found.isEmpty()).get(0);

    kill(leader);

    awaitIncarnation("a", 2);
    assertThat(isAlive(grandchild)).isFalse();
  }

  @Test
  void shutting_down_ends_also_those_that_ignore_it_and_those_that_are_restarting() {
    SupervisionTree running =
        start(
            supervisor(
                Strategy.ONE_FOR_ONE,
                Specs.impatient(
                    "deaf",
                    List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
                    Duration.ofMillis(50)),
                Specs.restartedAfter("late", SLEEPER, Duration.ofHours(1))));
    kill(pids("late").get(0));
    awaitState("late", LifecycleState.RESTARTING);

    assertThat(get(running.shutdown(false))).isEqualTo(new TreeEnd.ShutDown());
    assertThat(pidsEver()).noneMatch(SupervisionTreeIT::isAlive);
  }

  // What the tests say in one word

  private static ChildSpec sleeper(String id) {
    return process(id, SLEEPER);
  }

  private SupervisionTree start(SupervisorSpec spec) {
    SupervisionTree running = launch(spec);
    events.await(ProcessEvent.Ready.class, ready -> ready.path().isRoot());
    return running;
  }

  private SupervisionTree launch(SupervisorSpec spec) {
    ProcessPorts process =
        new ProcessPorts(
            engine,
            hub,
            new ProcessOutputs(Clock.systemUTC(), hub),
            System.getenv(),
            Duration.ofMillis(500));
    SupervisionTree running =
        SupervisionTree.start(
            testKit.system(), "it", spec, new TreePorts(process, System::nanoTime));
    tree = Optional.of(running);
    return running;
  }

  private static ProcessEngine engine(String kind) {
    return ProcessEngines.create(new EngineSettings(kind, 2));
  }

  private void awaitState(String path, LifecycleState state) {
    Await.value(
        path + " to be " + state.text(),
        () -> view.get(new ChildPath(path)).orElseThrow().state(),
        state::equals);
  }

  private void awaitIncarnation(String path, int number) {
    events.await(
        ProcessEvent.Ready.class,
        ready -> ready.path().text().equals(path) && ready.incarnation() == number);
  }

  private List<Long> pids(String... paths) {
    return Arrays.stream(paths)
        .map(path -> view.get(new ChildPath(path)).orElseThrow())
        .map(child -> child.life().process().orElseThrow().pid())
        .toList();
  }

  private List<String> launches() {
    return events.all(ProcessEvent.Launched.class).stream()
        .map(launched -> launched.path().text())
        .toList();
  }

  private List<Long> pidsEver() {
    return events.all(ProcessEvent.Launched.class).stream()
        .map(launched -> launched.process().pid())
        .toList();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static List<Long> children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .map(ProcessHandle::pid)
        .toList();
  }

  private static boolean isAlive(long pid) {
    return OsFacts.isAlive(pid);
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
