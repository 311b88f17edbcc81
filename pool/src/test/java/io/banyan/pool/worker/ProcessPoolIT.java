package io.banyan.pool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.worker.machine.PoolCounts;
import io.banyan.pool.worker.machine.PoolState;
import io.banyan.pool.worker.machine.Refusal;
import io.banyan.pool.worker.machine.TaskEnd;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.lifecycle.ChildKind;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.reload.ReloadResult;
import io.banyan.supervision.reload.Reloader;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPoolIT {

  /** Answers each line; some make it fall over, hang, or die later. */
  private static final String WORKER =
      """
      while read -r line; do
        case $line in
          poison) exit 3 ;;
          slow) exec sleep 600 ;;
          pid) echo $$ ;;
          *) echo "done $line" ;;
        esac
      done
      """;

  @TempDir private Path folder;
  private ActorSystem<Void> system = none();
  private ProcessRuntime runtime = none();
  private SupervisionTree tree = none();
  private TreeDeclaration declaration = none();

  @SuppressWarnings("NullAway")
  private static <V> V none() {
    return null;
  }

  @AfterEach
  void down() {
    if (tree != null) {
      get(tree.shutdown(true));
      runtime.close();
      system.terminate();
    }
  }

  private static <V> V get(CompletionStage<V> stage) {
    return stage.toCompletableFuture().copy().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private LoadResult load(String keys) {
    try {
      Files.writeString(folder.resolve("worker.sh"), WORKER);
      Path file =
          Files.writeString(
              folder.resolve("application.conf"),
              """
                           banyan {
                             name = shop
                             directories { state = state, log = log, runtime = run }
                             pools { work { command = [sh, worker.sh]
              %s } }
                           }
              """
                  .formatted(keys));
      return DeclarationLoader.load(
          file, Map.of("HOME", folder.toString()), List.of(new PoolSection()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Pool<String, String> up(String keys) {
    declaration = ((LoadResult.Loaded) load(keys)).declaration();
    runtime = ProcessRuntime.start(declaration.resolved(), System.getenv());
    system = ActorSystem.create(Behaviors.empty(), "pools", declaration.resolved());
    tree =
        SupervisionTree.start(
            system, "shop", declaration.tree(), new TreePorts(runtime.ports(), System::nanoTime));
    return pool();
  }

  private Pool<String, String> pool() {
    return Await.value(
            "the pool",
            () -> Pools.of(tree).find("work").map(ProcessPoolIT::get),
            Optional::isPresent)
        .orElseThrow();
  }

  private static PoolState state(Pool<?, ?> pool) {
    return get(pool.status()).state();
  }

  private static TaskEnd end(TaskOutcome<?> outcome) {
    return ((TaskOutcome.NotDone<?>) outcome).end();
  }

  @Test
  void a_poisoned_task_is_given_up_and_all_others_are_done_once() {
    Pool<String, String> pool = up("workers = 2, attempts = 2");
    List<Submission<String>> before =
        IntStream.range(0, 100).mapToObj(n -> pool.submit("a" + n)).toList();
    Submission<String> poison = pool.submit("poison");
    List<Submission<String>> after =
        IntStream.range(0, 100).mapToObj(n -> pool.submit("b" + n)).toList();

    assertThat(before).allSatisfy(task -> assertThat(task.await()).startsWith("done a"));
    assertThat(after).allSatisfy(task -> assertThat(task.await()).startsWith("done b"));
    assertThat(((TaskOutcome.NotDone<String>) poison.tryAwait()).words())
        .isEqualTo("its worker has ended (Exit code: 3), after 2 attempts");
    PoolCounts counts = state(pool).counts();
    assertThat(List.of(counts.done(), counts.crashed(), counts.retried()))
        .containsExactly(200L, 1L, 1L);
  }

  @Test
  void workers_are_children_of_the_tree() {
    up("workers = 2");
    Await.value(
        "workers",
        () ->
            runtime.view().all().stream()
                .filter(ChildSnapshot::isProcess)
                .map(child -> child.path().text())
                .sorted()
                .toList(),
        List.of("work/work-workers/work-1", "work/work-workers/work-2")::equals);
    assertThat(
            runtime.view().get(new ChildPath("work/work-pool")).orElseThrow().declaration().kind())
        .isEqualTo(ChildKind.POOL);
  }

  @Test
  void a_worker_that_takes_too_long_is_killed_and_replaced() {
    Pool<String, String> pool = up("workers = 1, task-timeout = 300ms");
    String before = pool.submitAwait("pid");

    assertThat(end(pool.submit("slow").tryAwait())).isInstanceOf(TaskEnd.TimedOut.class);

    assertThat(pool.submitAwait("pid")).isNotEqualTo(before);
    assertThat(ProcessHandle.of(Long.parseLong(before))).isEmpty();
  }

  @Test
  void workers_that_cannot_start_break_the_pool_until_one_can() throws IOException {
    Pool<String, String> pool =
        up(
            "workers = 2, broken-after = 2, backoff { initial = 50ms, max = 50ms, reset-after ="
                + " 200ms }, directory = later");
    PoolState broken =
        Await.value("it to break", () -> state(pool), now -> now.broken().isPresent());
    assertThat(broken.broken().orElseThrow()).startsWith("could not be started: ");
    TaskEnd refused = end(pool.submit("a").tryAwait());
    assertThat(refused).isInstanceOf(TaskEnd.Refused.class);
    assertThat(((TaskEnd.Refused) refused).why()).isEqualTo(Refusal.BROKEN);

    Files.createDirectory(folder.resolve("later"));
    Files.copy(folder.resolve("worker.sh"), folder.resolve("later/worker.sh"));

    Await.value("it to mend", () -> state(pool), now -> now.broken().isEmpty() && now.size() == 2);
    assertThat(pool.submitAwait("a")).isEqualTo("done a");
  }

  @Test
  void a_pool_whose_workers_end_at_once_says_why() {
    Pool<String, String> pool = up("command = [sh, -c, \"exit 7\"], workers = 2, broken-after = 3");

    PoolState broken =
        Await.value("it to break", () -> state(pool), now -> now.broken().isPresent());

    assertThat(broken.broken()).contains("has ended (Exit code: 7)");
    assertThat(broken.counts().started()).isLessThan(20);
  }

  @Test
  void workers_are_recycled_between_tasks() {
    Pool<String, String> pool = up("workers = 1, recycle { tasks = 2 }");

    List<String> pids = IntStream.range(0, 6).mapToObj(n -> pool.submitAwait("pid")).toList();

    assertThat(pids.stream().distinct()).hasSize(3);
  }

  @Test
  void a_reload_leaves_a_pool_alone_that_has_not_changed_and_drains_one_that_has() {
    Pool<String, String> pool = up("workers = 1");
    String pid = pool.submitAwait("pid");
    AtomicReference<String> keys = new AtomicReference<>("workers = 1");
    Reloader reloader =
        new Reloader(
            declaration,
            () -> load(keys.get()),
            Runnable::run,
            new Reloader.Live(runtime.view(), tree));

    assertThat(((ReloadResult.Read) get(reloader.reload(false))).steps()).isEmpty();
    assertThat(pool.submitAwait("pid")).isEqualTo(pid);

    keys.set("workers = 2");
    assertThat(((ReloadResult.Read) get(reloader.reload(false))).steps()).isNotEmpty();
    Pool<String, String> next = pool();
    assertThat(get(next.status()).size().max()).isEqualTo(2);
    assertThat(next.submitAwait("pid")).isNotEqualTo(pid);
    assertThat(end(pool.submit("old").tryAwait())).isInstanceOf(TaskEnd.Refused.class);
  }

  @Test
  void its_tree_stops_when_all_that_was_there_is_done() {
    Pool<String, String> pool = up("workers = 1");
    List<Submission<String>> all =
        IntStream.range(0, 200).mapToObj(n -> pool.submit("t" + n)).toList();

    get(tree.shutdown(false));

    assertThat(all).allSatisfy(task -> assertThat(task.await()).startsWith("done t"));
    assertThat(runtime.view().all()).noneMatch(child -> child.state().isAlive());
  }
}
