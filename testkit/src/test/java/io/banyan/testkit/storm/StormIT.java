package io.banyan.testkit.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes in a storm. {@code -Dbanyan.storm=5} lets it blow for five minutes; without that
 * it is left out. Nobody may be lost, live twice, or be left; the order of stopping is kept.
 */
class StormIT {

  private static final String MINUTES = System.getProperty("banyan.storm", "");
  private static final int ACTIONS = 300;
  private static final Duration BREATH = Duration.ofMillis(40);
  private static final Duration MOMENT = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension final NoProcessesLeft processes = new NoProcessesLeft();
  @TempDir private Path folder = Path.of("/");

  @Test
  void loses_nobody_doubles_nobody_and_leaves_nobody() throws IOException {
    assumeTrue(!MINUTES.isEmpty(), "only with -Dbanyan.storm=MINUTES");
    long seed = Long.getLong("banyan.random.seed", System.nanoTime());
    Duration length = Duration.ofMillis((long) (Double.parseDouble(MINUTES) * 60_000));
    long start = System.nanoTime();
    int rounds = 0;
    int launches = 0;
    while (System.nanoTime() - start < length.toNanos()) {
      Path stamps = Files.createDirectory(folder.resolve("round-" + rounds));
      launches += new Round(seed + rounds, stamps, processes).blow();
      rounds++;
    }
    System.out.printf("%d rounds, %d launches, seed %d%n", rounds, launches, seed);
  }

  /** What was asked for, and what will be answered. */
  private record Request(String words, CompletableFuture<OperationResult> answer) {}

  /** One tree from its start to its end. */
  private static final class Round {

    private final Random random;
    private final Path folder;
    private final long seed;
    private final StormTree storm;
    private final ProcessRuntime runtime;
    private final EventProbe events;
    private final ActorSystem<Void> system;
    private final SupervisionTree tree;
    private final List<Request> requests = new ArrayList<>();
    private final Set<ChildPath> stopped = new HashSet<>();

    Round(long seed, Path folder, NoProcessesLeft processes) {
      this.seed = seed;
      this.folder = folder;
      random = new Random(seed);
      storm = StormTree.throwOne(random, folder);
      Config config = ConfigFactory.load();
      runtime = ProcessRuntime.start(config, System.getenv());
      processes.watch(runtime.cookie());
      events = EventProbe.of(runtime.events(), PATIENCE);
      system = ActorSystem.create(Behaviors.<Void>empty(), "storm", config);
      tree =
          SupervisionTree.start(
              system, "storm", storm.spec(), new TreePorts(runtime.ports(), System::nanoTime));
    }

    int blow() throws IOException {
      try {
        events.expectEvent(ProcessEvent.Ready.class, "/");
        for (int i = 0; i < ACTIONS; i++) {
          act();
          LockSupport.parkNanos(random.nextInt((int) BREATH.toNanos()));
        }
        calm();
        return end();
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
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 -> kill(process);
        case 5 -> request("signal " + process, tree.signal(process, Signal.KILL));
        case 6 -> {
          stopped.add(process);
          request("stop " + process, tree.stop(process, grace()));
        }
        case 7 -> {
          stopped.remove(process);
          request("start " + process, tree.start(process));
        }
        case 8 -> {
          stopped.remove(process);
          request("restart " + process, tree.restart(process, grace()));
        }
        default -> {
          ChildPath supervisor = any(storm.supervisors());
          request("restart " + supervisor, tree.restart(supervisor, grace()));
        }
      }
    }

    private Optional<Duration> grace() {
      return random.nextBoolean()
          ? Optional.empty()
          : Optional.of(Duration.ofMillis(random.nextInt(50)));
    }

    private void kill(ChildPath process) {
      snapshot(process)
          .life()
          .process()
          .flatMap(identity -> ProcessHandle.of(identity.pid()))
          .filter(handle -> OsFacts.commandLine(handle.pid()).contains(folder.toString()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }

    private void request(String words, CompletionStage<OperationResult> answer) {
      requests.add(new Request(words, answer.toCompletableFuture()));
    }

    private void calm() throws IOException {
      Await.value(
          "every request to be answered",
          () -> requests.stream().filter(request -> !request.answer().isDone()).toList(),
          List::isEmpty);
      for (ChildPath process : storm.processes()) {
        if (!stopped.contains(process)) {
          Await.until(process + " to be back", () -> isAlive(process));
        }
      }
      // Between the end of one and the news of its restart it looks down for good.
      Await.until("everybody to be up or down for good", () -> isSettled() && isSettledLater());
      assertThat(stamps()).noneMatch(stamp -> stamp.startsWith("!"));
    }

    private boolean isSettledLater() {
      LockSupport.parkNanos(MOMENT.toNanos());
      return isSettled();
    }

    private boolean isSettled() {
      return storm.processes().stream()
          .allMatch(process -> isAlive(process) || snapshot(process).life().state().isEnded());
    }

    private int end() throws IOException {
      int before = stamps().size();
      List<String> expected =
          new ArrayList<>(
              storm.processes().stream().filter(this::isAlive).map(p -> "- " + p.id()).toList());
      // Who has just been launched writes its first stamp before it can write its last.
      for (String last : expected) {
        Await.until("the first stamp", () -> beganLast(last.substring(2)));
      }
      Collections.reverse(expected);
      TreeEnd end =
          Await.value(
                  "the tree to end",
                  tree.shutdown(false).toCompletableFuture()::isDone,
                  done -> done)
              ? tree.whenEnded().toCompletableFuture().join()
              : new TreeEnd.GaveUp("");
      assertThat(end).isEqualTo(new TreeEnd.ShutDown());
      List<String> ends = stamps();
      List<String> last =
          ends.subList(Math.min(before, ends.size()), ends.size()).stream()
              .filter(stamp -> stamp.startsWith("-"))
              .toList();
      // Who had to be killed has written nothing.
      expected.retainAll(last);
      assertThat(last).isEqualTo(expected);
      List<ProcessEvent.Launched> launches = events.eventsOf(ProcessEvent.Launched.class);
      assertThat(launches)
          .noneMatch(
              launched ->
                  OsFacts.commandLine(launched.process().pid()).contains(folder.toString()));
      return launches.size();
    }

    private boolean beganLast(String id) {
      List<String> about = stamps().stream().filter(stamp -> stamp.endsWith(" " + id)).toList();
      return !about.isEmpty() && about.get(about.size() - 1).startsWith("+");
    }

    private boolean isAlive(ChildPath process) {
      ChildSnapshot snapshot = snapshot(process);
      return snapshot.life().state() == LifecycleState.RUNNING
          && snapshot.life().process().filter(p -> OsFacts.isAlive(p.pid())).isPresent();
    }

    private ChildSnapshot snapshot(ChildPath path) {
      return runtime.view().get(path).orElseThrow();
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
}
