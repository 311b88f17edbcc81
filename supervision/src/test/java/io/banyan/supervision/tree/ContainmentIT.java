package io.banyan.supervision.tree;

import static io.banyan.supervision.tree.Specs.supervisor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.EventLog;
import io.banyan.runtime.fixture.Fixtures;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.output.OutputLine;
import io.banyan.runtime.output.OutputTail;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descendants that leave the group of their process. The operating system says who lives. */
class ContainmentIT {

  private static final List<String> ESCAPERS =
      List.of("leave-session", "daemonize", "daemonize-holding-output");
  private static final Duration GRACE = Duration.ofMillis(300);

  private final ActorTestKit testKit = ActorTestKit.create();
  private final Set<Long> toEnd = new HashSet<>();
  private Optional<ProcessRuntime> runtime = Optional.empty();
  private Optional<SupervisionTree> tree = Optional.empty();

  @BeforeEach
  void needsSetsid() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "no setsid on this system");
    assumeTrue(Files.isReadable(Path.of("/proc/self/environ")), "no /proc on this system");
  }

  @AfterEach
  void end() {
    tree.ifPresent(running -> get(running.shutdown(true)));
    runtime.ifPresent(ProcessRuntime::close);
    testKit.shutdownTestKit();
    toEnd.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    // The guardian goes by itself: for a moment it is one.
    Await.value("no zombies", ContainmentIT::zombies, List::isEmpty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void are_gone_when_a_stop_is_told(String kind) {
    SupervisionTree running = start(kind, escapers(Escaped.KILL));
    List<Long> escaped = escaped(ESCAPERS);

    for (String id : ESCAPERS) {
      get(running.stop(new ChildPath(id), Optional.empty()));
      assertThat(escaped(List.of(id))).noneMatch(OsFacts::isAlive);
    }
    assertThat(escaped).noneMatch(OsFacts::isAlive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void are_gone_when_the_end_by_a_kill_is_told(String kind) {
    SupervisionTree running = start(kind, escapers(Escaped.KILL));
    EventLog events = EventLog.of(runtime.orElseThrow().events());
    for (String id : ESCAPERS) {
      List<Long> escaped = escaped(List.of(id));

      get(running.kill(new ChildPath(id), Signal.KILL));

      events.await(ProcessEvent.Ended.class, ended -> ended.path().text().equals(id));
      assertThat(escaped).noneMatch(OsFacts::isAlive);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void are_gone_when_a_shutdown_is_told(String kind) {
    SupervisionTree running = start(kind, escapers(Escaped.KILL));
    List<Long> escaped = escaped(ESCAPERS);

    get(running.shutdown(false));

    assertThat(escaped).noneMatch(OsFacts::isAlive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void are_ended_after_a_crash_and_not_confused_with_those_of_the_successor(String kind) {
    SupervisionTree running = start(kind, escapers(Escaped.KILL));
    EventLog events = EventLog.of(runtime.orElseThrow().events());
    for (String id : ESCAPERS) {
      long first = escaped(List.of(id)).get(0);

      get(running.signal(new ChildPath(id), Signal.KILL));

      events.await(
          ProcessEvent.Ready.class,
          ready -> ready.path().text().equals(id) && ready.incarnation() == 2);
      Await.until("the end of what escaped", () -> !OsFacts.isAlive(first));
      long second = Await.value("its pid", () -> told(id), pids -> pids.size() == 2).get(1);
      get(runtime.orElseThrow().ports().containment().settled(all -> true));
      assertThat(OsFacts.isAlive(second)).isTrue();
    }
  }

  @Test
  void are_gone_when_the_runtime_is_closed_without_more_ado() {
    start("auto", escapers(Escaped.KILL));
    List<Long> escaped = escaped(ESCAPERS);

    testKit.shutdownTestKit();
    runtime.orElseThrow().close();

    tree = Optional.empty();
    assertThat(escaped).noneMatch(OsFacts::isAlive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "portable"})
  void are_left_when_that_is_declared(String kind) {
    SupervisionTree running = start(kind, escapers(Escaped.LEAVE));
    List<Long> escaped = escaped(ESCAPERS);
    toEnd.addAll(escaped);

    get(running.stop(new ChildPath(ESCAPERS.get(0)), Optional.empty()));
    get(running.shutdown(false));
    runtime.orElseThrow().close();

    assertThat(escaped).allMatch(OsFacts::isAlive);
  }

  @Test
  void are_not_confused_with_those_of_another_runtime() throws IOException {
    SupervisionTree running = start("auto", escapers(Escaped.KILL));
    long ours = escaped(List.of("leave-session")).get(0);
    Map<String, String> marks =
        Map.of("BANYAN_RUNTIME", "another", "BANYAN_INCARNATION", "leave-session#1");
    ProcessBuilder similar = new ProcessBuilder("sleep", "1000");
    similar.environment().putAll(marks);
    long theirs = similar.start().pid();
    toEnd.add(theirs);

    get(running.shutdown(false));
    runtime.orElseThrow().close();

    assertThat(OsFacts.isAlive(ours)).isFalse();
    assertThat(OsFacts.isAlive(theirs)).isTrue();
  }

  @Test
  void are_gone_also_when_there_are_many() {
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> "d" + i).toList();
    SupervisionTree running =
        start("auto", ids.stream().map(id -> escaper(id, "daemonize", Escaped.KILL)).toList());
    List<Long> escaped = escaped(ids);

    get(running.shutdown(false));

    assertThat(escaped).hasSize(40).noneMatch(OsFacts::isAlive);
  }

  private static List<ChildSpec> escapers(Escaped escaped) {
    return ESCAPERS.stream().map(name -> escaper(name, name, escaped)).toList();
  }

  private static ChildSpec escaper(String id, String program, Escaped escaped) {
    return Specs.escaping(id, Fixtures.command(program), GRACE, escaped);
  }

  private SupervisionTree start(String kind, List<ChildSpec> children) {
    Config config =
        ConfigFactory.parseString("banyan.engine.kind = " + kind)
            .withFallback(ConfigFactory.load());
    ProcessRuntime wired = ProcessRuntime.start(config, System.getenv());
    runtime = Optional.of(wired);
    SupervisionTree running =
        SupervisionTree.start(
            testKit.system(),
            "escaping",
            supervisor(Strategy.ONE_FOR_ONE, children.toArray(ChildSpec[]::new)),
            new TreePorts(wired.ports(), System::nanoTime));
    tree = Optional.of(running);
    return running;
  }

  /** The latest descendant of each child that left. */
  private List<Long> escaped(List<String> ids) {
    List<Long> pids = new ArrayList<>();
    for (String id : ids) {
      List<Long> told = Await.value("the pid of " + id, () -> told(id), all -> !all.isEmpty());
      pids.add(told.get(told.size() - 1));
    }
    return pids;
  }

  private List<Long> told(String id) {
    return runtime.orElseThrow().ports().outputs().tail(new ChildPath(id)).stream()
        .map(ContainmentIT::lines)
        .flatMap(List::stream)
        .map(line -> Long.parseLong(line.text()))
        .toList();
  }

  private static List<OutputLine> lines(OutputTail tail) {
    return tail.last(Set.of(OutputStreamKind.STDOUT), 10);
  }

  /** Children of ours that have ended without our taking note. */
  private static List<Long> zombies() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return children
          .map(ProcessHandle::pid)
          .filter(pid -> !OsFacts.isAlive(pid) && Files.exists(Path.of("/proc/" + pid)))
          .toList();
    }
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
