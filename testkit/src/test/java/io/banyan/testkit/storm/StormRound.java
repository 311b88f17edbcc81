package io.banyan.testkit.storm;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.LifecycleState;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.reload.Reloader;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.supervision.tree.TreePorts;
import io.banyan.testkit.EventProbe;
import io.banyan.testkit.junit.NoProcessesLeft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One tree from its start through a storm to its end. */
final class StormRound {

  private static final int ACTIONS = 300;
  private static final Duration BREATH = Duration.ofMillis(40);
  private static final Duration MOMENT = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What was asked for, and what will be answered. */
  private record Request(String words, CompletableFuture<OperationResult> answer) {}

  /** What happened. */
  record Report(int launches, int reloads) {
    Report plus(Report other) {
      return new Report(launches + other.launches, reloads + other.reloads);
    }
  }

  private final Random random;
  private final Path folder;
  private final long seed;
  private final StormTree storm;
  private final ProcessRuntime runtime;
  private final EventProbe events;
  private final ActorSystem<Void> system;
  private final SupervisionTree tree;
  private final StormReloads reloads;
  private final List<Request> requests = new ArrayList<>();
  private final Set<ChildPath> stopped = new HashSet<>();

  StormRound(long seed, Path folder, NoProcessesLeft processes) {
    this.seed = seed;
    this.folder = folder;
    random = new Random(seed);
    storm = new StormTree(random, folder);
    Config config = ConfigFactory.load();
    runtime = ProcessRuntime.start(config, System.getenv());
    processes.watch(runtime.cookie());
    events = EventProbe.of(runtime.events(), PATIENCE);
    system = ActorSystem.create(Behaviors.<Void>empty(), "storm", config);
    tree =
        SupervisionTree.start(
            system, "storm", storm.spec(), new TreePorts(runtime.ports(), System::nanoTime));
    reloads =
        new StormReloads(folder, config, storm.spec(), new Reloader.Live(runtime.view(), tree));
  }

  Report blow() throws IOException {
    try {
      events.expectEvent(ProcessEvent.Ready.class, "/");
      for (int i = 0; i < ACTIONS; i++) {
        act();
        LockSupport.parkNanos(random.nextInt((int) BREATH.toNanos()));
      }
      calm();
      end();
      return new Report(events.eventsOf(ProcessEvent.Launched.class).size(), reloads.count());
    } catch (AssertionError fault) {
      throw new AssertionError("with -Dbanyan.random.seed=" + seed, fault);
    } finally {
      tree.shutdown(true);
      system.terminate();
      runtime.close();
    }
  }

  private void act() {
    ChildPath process = any(storm.processes());
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> kill(process);
      case 9, 10 -> request("signal " + process, tree.signal(process, Signal.KILL));
      case 11, 12 -> {
        stopped.add(process);
        request("stop " + process, tree.stop(process, grace()));
      }
      case 13, 14 -> {
        stopped.remove(process);
        request("start " + process, tree.start(process));
      }
      case 15, 16 -> {
        stopped.remove(process);
        request("restart " + process, tree.restart(process, grace()));
      }
      case 17, 18 -> {
        ChildPath supervisor = any(storm.supervisors());
        request("restart " + supervisor, tree.restart(supervisor, grace()));
      }
      default -> reload();
    }
  }

  private Optional<Duration> grace() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(random.nextInt(50)));
  }

  private void kill(ChildPath process) {
    snapshot(process)
        .flatMap(known -> known.life().process())
        .flatMap(identity -> ProcessHandle.of(identity.pid()))
        .filter(handle -> isOurs(handle.pid()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  private void request(String words, CompletionStage<OperationResult> answer) {
    requests.add(new Request(words, answer.toCompletableFuture()));
  }

  private void reload() {
    if (reloads.areDone()) {
      storm.change();
      reloads.reload(storm.spec());
    }
  }

  // When it is over

  private void calm() throws IOException {
    Await.until("the last reload to end", reloads::areDone);
    Await.value(
        "every request to be answered",
        () -> requests.stream().filter(request -> !request.answer().isDone()).toList(),
        List::isEmpty);
    for (ChildPath process : storm.processes()) {
      if (!stopped.contains(process)) {
        Await.until(process + " to be back", () -> isAlive(process));
      }
    }
    Await.value("everybody to be up or down for good", this::unsettled, List::isEmpty);
    assertThat(runtime.view().all().stream().map(ChildSnapshot::path))
        .containsExactlyInAnyOrderElementsOf(declared());
    // A shell that is just forking looks like two.
    Await.value("exactly those to live that are up", this::living, alive()::equals);
    assertThat(stamps()).noneMatch(stamp -> stamp.startsWith("!"));
  }

  private List<ChildPath> declared() {
    return Stream.of(List.of(ChildPath.ROOT), storm.supervisors(), storm.processes())
        .flatMap(List::stream)
        .toList();
  }

  /** Between the end of one and the news of its restart it looks down for good, for a moment. */
  private List<String> unsettled() {
    List<String> now = onTheirWay();
    if (now.isEmpty()) {
      LockSupport.parkNanos(MOMENT.toNanos());
      return onTheirWay();
    }
    return now;
  }

  private List<String> onTheirWay() {
    return storm.processes().stream()
        .filter(process -> !isAlive(process) && !isDown(process))
        .map(process -> process + ": " + snapshot(process).map(ChildSnapshot::status))
        .toList();
  }

  /** Or stopped before it was ever up. */
  private boolean isDown(ChildPath process) {
    return snapshot(process)
        .map(ChildSnapshot::state)
        .filter(state -> state.isEnded() || state == LifecycleState.INITIALIZED)
        .isPresent();
  }

  /** Those that are up by what the tree tells, by name. */
  private List<String> alive() {
    return storm.processes().stream().filter(this::isAlive).map(ChildPath::id).sorted().toList();
  }

  /** Those that live by what the system tells, whoever knows of them. */
  private List<String> living() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(this::isOurs)
        .filter(OsFacts::isAlive)
        .map(pid -> OsFacts.commandLine(pid).replaceFirst(".*" + folder + " ", ""))
        .map(rest -> rest.split(" ", 2)[0])
        .sorted()
        .toList();
  }

  private void end() throws IOException {
    int before = stamps().size();
    List<String> expected =
        new ArrayList<>(
            storm.processes().stream().filter(this::isAlive).map(p -> "- " + p.id()).toList());
    // Who has just been launched writes its first stamp before it can write its last.
    for (String last : expected) {
      Await.until("the first stamp", () -> beganLast(last.substring(2)));
    }
    Collections.reverse(expected);
    CompletionStage<TreeEnd> end = tree.shutdown(false);
    Await.until("the tree to end", end.toCompletableFuture()::isDone);
    assertThat(end.toCompletableFuture().join()).isEqualTo(new TreeEnd.ShutDown());
    List<String> ends = stamps();
    List<String> last =
        ends.subList(Math.min(before, ends.size()), ends.size()).stream()
            .filter(stamp -> stamp.startsWith("-"))
            .toList();
    // Who had to be killed has written nothing.
    expected.retainAll(last);
    assertThat(last).isEqualTo(expected);
    assertThat(living()).isEmpty();
  }

  private boolean beganLast(String id) {
    List<String> about = stamps().stream().filter(stamp -> stamp.endsWith(" " + id)).toList();
    return !about.isEmpty() && about.get(about.size() - 1).startsWith("+");
  }

  private boolean isAlive(ChildPath process) {
    return snapshot(process)
        .filter(known -> known.state() == LifecycleState.RUNNING)
        .flatMap(known -> known.life().process())
        .filter(identity -> OsFacts.isAlive(identity.pid()))
        .isPresent();
  }

  private boolean isOurs(long pid) {
    return OsFacts.commandLine(pid).contains(" " + folder + " ");
  }

  private Optional<ChildSnapshot> snapshot(ChildPath path) {
    return runtime.view().get(path);
  }

  private List<String> stamps() {
    try {
      Path file = folder.resolve("stamps");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildPath any(List<ChildPath> paths) {
    return paths.get(random.nextInt(paths.size()));
  }
}
