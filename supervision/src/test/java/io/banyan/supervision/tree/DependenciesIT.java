package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.process;
import static io.banyan.supervision.tree.Specs.supervisor;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes that depend on each other. What they find when they start tells who came first.
 */
class DependenciesIT {

  private final ActorTestKit testKit = ActorTestKit.create();
  private final EventHub hub = new EventHub(Clock.systemUTC());
  private final EventLog events = EventLog.of(hub);
  private final ProcessEngine engine = ProcessEngines.create(new EngineSettings("auto", 2));
  private Optional<SupervisionTree> tree = Optional.empty();

  @TempDir Path folder;

  @AfterEach
  void end() {
    tree.ifPresent(running -> get(running.shutdown(true)));
    engine.close();
    testKit.shutdownTestKit();
    assertThat(events.all(ProcessEvent.Launched.class))
        .noneMatch(launched -> OsFacts.isAlive(launched.process().pid()));
  }

  @Test
  void each_finds_what_it_needs_and_they_leave_in_reverse() {
    ChildSpec database = shell("database", "sleep 0.3; touch up; echo accepting; exec sleep 1000");
    ChildSpec migrate = shell("migrate", "test -e up && touch migrated");
    // Fails, and so never becomes part of this tree in peace, when it comes too early.
    ChildSpec web = shell("web", "test -e migrated && exec sleep 1000");
    SupervisionTree running =
        start(
            web.withDependsOn(
                List.of(
                    on("migrate", Dependency.State.COMPLETED),
                    new Dependency("database", new Dependency.LogLine("^accepting$"), true))),
            task(migrate)
                .withDependsOn(List.of(on("database", new Dependency.LogLine("^accepting$")))),
            database);
    awaitReady("/", 1);
    assertThat(launches()).containsExactly("database", "migrate", "web");

    kill(lastPid("database"));

    awaitReady("web", 2);
    assertThat(launches()).containsExactly("database", "migrate", "web", "database", "web");
    assertThat(folder.resolve("migrated"))
        .satisfies(file -> assertThat(Files.exists(file)).isTrue());
    get(running.shutdown(false));
    assertThat(ends()).endsWith("web", "database", "/");
  }

  private SupervisionTree start(ChildSpec... children) {
    ProcessPorts process =
        new ProcessPorts(
            engine,
            hub,
            new ProcessOutputs(Clock.systemUTC(), hub),
            System.getenv(),
            Duration.ofMillis(500));
    SupervisionTree running =
        SupervisionTree.start(
            testKit.system(),
            "it",
            supervisor(Strategy.ONE_FOR_ONE, children),
            new TreePorts(process, System::nanoTime));
    tree = Optional.of(running);
    return running;
  }

  private ChildSpec shell(String id, String line) {
    return process(id, List.of("/bin/sh", "-c", "cd " + folder + " && " + line));
  }

  private static ChildSpec task(ChildSpec child) {
    ChildDefinition.ProcessChild process = (ChildDefinition.ProcessChild) child.definition();
    return ChildSpec.of(child.id(), new ChildDefinition.ProcessChild(process.process(), true))
        .withRestart(
            new RestartPolicy(RestartType.TRANSIENT, RestartPolicy.PERMANENT.backoff(), Set.of(1)));
  }

  private static Dependency on(String id, Dependency.Condition condition) {
    return new Dependency(id, condition, false);
  }

  private void awaitReady(String path, int incarnation) {
    events.await(
        ProcessEvent.Ready.class,
        ready -> ready.path().text().equals(path) && ready.incarnation() == incarnation);
  }

  private List<String> launches() {
    return events.all(ProcessEvent.Launched.class).stream()
        .map(launched -> launched.path().text())
        .toList();
  }

  private List<String> ends() {
    return events.all(ProcessEvent.Ended.class).stream().map(ended -> ended.path().text()).toList();
  }

  private long lastPid(String path) {
    return events.all(ProcessEvent.Launched.class).stream()
        .filter(launched -> launched.path().text().equals(path))
        .mapToLong(launched -> launched.process().pid())
        .max()
        .orElseThrow();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
