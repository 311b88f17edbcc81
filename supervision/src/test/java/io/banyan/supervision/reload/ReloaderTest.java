package io.banyan.supervision.reload;

import static io.banyan.supervision.tree.TestTrees.get;
import static io.banyan.supervision.tree.TestTrees.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.fixture.Await;
import io.banyan.supervision.config.Sources;
import io.banyan.supervision.strategy.Refusal;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TestTrees;
import io.banyan.supervision.tree.TreeEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReloaderTest {

  @RegisterExtension static final TestTrees TREES = new TestTrees();

  private static final String MAILER = "{ id = mailer, command = [mailer] }\n";

  private static final String BEFORE =
      """
      { id = web, command = [web] }
      { id = old, command = [old] }
      { id = workers, children = [
          { id = mailer, command = [mailer] }
          { id = indexer, command = [indexer] } ] }
      """;

  private static final String AFTER =
      """
      { id = new, command = [new] }
      { id = web, command = [web], restart = transient, groups = [front] }
      { id = workers, max-restarts = 9, children = [
          { id = mailer, command = [mailer, "--fast"] }
          { id = indexer, command = [indexer] } ] }
      """;

  @TempDir private Path folder;
  private String content = "";
  private SupervisionTree tree;
  private Reloader reloader;

  @BeforeEach
  void up() {
    content = BEFORE;
    Sources sources = new Sources(folder);
    tree = TREES.start(sources.declaration(text()).tree());
    reloader =
        new Reloader(
            sources.declaration(text()),
            () -> sources.load(text()),
            Runnable::run,
            new Reloader.Live(TREES.view, tree));
  }

  private String text() {
    return "banyan { name = shop, tree.children = [" + content + "] }";
  }

  private ReloadResult.Read reload(boolean dryRun) {
    return (ReloadResult.Read) get(reloader.reload(dryRun));
  }

  private static List<String> told(ReloadResult.Read read) {
    return read.steps().stream()
        .map(step -> step.change().path() + " " + step.effect().text())
        .toList();
  }

  @Test
  void the_same_file_changes_nothing() {
    assertThat(reload(false).steps()).isEmpty();
    assertThat(TREES.engine.awaitLaunch("web", 1).isAlive()).isTrue();
  }

  @Test
  void a_dry_run_tells_and_does_nothing() {
    content = AFTER;

    assertThat(told(reload(true)))
        .containsExactly(
            "old remove", "new start", "web goes-on", "workers goes-on", "workers/mailer restart");
    assertThat(TREES.paths())
        .containsExactly("/", "web", "old", "workers", "workers/mailer", "workers/indexer");
  }

  @Test
  void only_what_differs_is_touched() {
    content = AFTER;

    ReloadResult.Read read = reload(false);

    assertThat(read.steps()).allMatch(step -> step.result().isPresent());
    assertThat(read.steps())
        .extracting(step -> step.result().orElseThrow())
        .containsExactly(
            new OperationResult.Deleted(),
            new OperationResult.Started(),
            new OperationResult.Reconfigured(),
            new OperationResult.Reconfigured(),
            new OperationResult.Started());
    assertThat(TREES.engine.awaitLaunch("web", 1).isAlive()).isTrue();
    assertThat(TREES.engine.awaitLaunch("indexer", 1).isAlive()).isTrue();
    assertThat(TREES.engine.awaitLaunch("old", 1).isAlive()).isFalse();
    assertThat(TREES.engine.awaitLaunch("mailer", 2).spec().command())
        .containsExactly("mailer", "--fast");
    assertThat(TREES.paths())
        .containsExactlyInAnyOrder(
            "/", "web", "workers", "workers/mailer", "workers/indexer", "new");
    assertThat(reload(false).steps()).isEmpty();
  }

  @Test
  void the_new_policy_holds_for_a_child_that_was_not_touched() {
    content = AFTER;
    reload(false);

    TREES.engine.awaitLaunch("web", 1).exit(0);

    TREES.awaitStatus("web", "Exited");
  }

  @Test
  void what_an_operator_stopped_stays_down_and_comes_back_as_declared_now() {
    get(tree.stop(path("workers/mailer"), Optional.empty()));
    content = AFTER;

    assertThat(told(reload(false))).contains("workers/mailer stays-down");
    TREES.awaitStatus("workers/mailer", "Stopped");

    assertThat(get(tree.start(path("workers/mailer")))).isEqualTo(new OperationResult.Started());
    assertThat(TREES.engine.awaitLaunch("mailer", 2).spec().command()).contains("--fast");
  }

  @Test
  void a_failed_child_that_differs_now_is_tried_again() {
    content = BEFORE.replace("[old]", "[old], restart = temporary");
    reload(false);
    TREES.engine.awaitLaunch("old", 1).exit(1);
    TREES.awaitStatus("old", "Failed (Exit code: 1)");
    content = BEFORE.replace("[old]", "[other], restart = temporary");

    assertThat(told(reload(false))).containsExactly("old restart");
    TREES.engine.awaitLaunch("other", 1);
  }

  @Test
  void one_that_had_failed_and_was_then_stopped_stays_down_too() {
    content = BEFORE.replace("[old]", "[old], restart = temporary");
    reload(false);
    TREES.engine.awaitLaunch("old", 1).exit(1);
    TREES.awaitStatus("old", "Failed (Exit code: 1)");
    get(tree.stop(path("old"), Optional.empty()));

    content = content.replace("[old]", "[old, again]");

    assertThat(told(reload(false))).containsExactly("old stays-down");
  }

  @Test
  void a_file_with_a_mistake_changes_nothing() {
    content = "{ id = web, comand = [web] }";

    assertThat(get(reloader.reload(false))).isInstanceOf(ReloadResult.Invalid.class);
    assertThat(TREES.engine.awaitLaunch("old", 1).isAlive()).isTrue();
    content = BEFORE;
    assertThat(reload(false).steps()).isEmpty();
  }

  @Test
  void what_cannot_be_started_is_told_and_the_rest_is_done() {
    TREES.engine.refuse("new");
    content = AFTER;

    ReloadResult.Read read = reload(false);

    assertThat(read.steps().get(1).result())
        .contains(new OperationResult.Failed("No such file or directory: new"));
    assertThat(read.steps().get(4).result()).contains(new OperationResult.Started());
    assertThat(TREES.paths()).contains("new");
  }

  @Test
  void another_tree_is_not_this_one() {
    Sources sources = new Sources(folder);
    Reloader other =
        new Reloader(
            sources.declaration(text()),
            () -> sources.load(text().replace("name = shop", "name = bank")),
            Runnable::run,
            new Reloader.Live(TREES.view, tree));

    assertThat(get(other.reload(false)))
        .isEqualTo(
            new ReloadResult.Refused("the file declares the tree bank now, and this is shop"));
  }

  @Test
  void what_depends_on_others_does_not_hold_up_those_that_are_declared_after_it() {
    content =
        BEFORE
            + """
            { id = outer, children = [{ id = inner, command = [inner], depends-on = [back] }] }
            { id = front, command = [front], depends-on = [back] }
            { id = back, command = [back] }
            """;

    assertThat(told(reload(false))).containsExactly("outer start", "front start", "back start");
    assertThat(TREES.engine.launched("inner")).hasSize(1);
    assertThat(TREES.engine.launched("front")).hasSize(1);
  }

  @Test
  void settings_outside_of_the_tree_hold_from_the_next_start() {
    Sources sources = new Sources(folder);
    Reloader other =
        new Reloader(
            sources.declaration(text()),
            () -> sources.load(text() + "\nbanyan.engine.kind = portable"),
            Runnable::run,
            new Reloader.Live(TREES.view, tree));

    assertThat(((ReloadResult.Read) get(other.reload(false))).later())
        .containsExactly("banyan.engine");
  }

  @Test
  void one_reload_at_a_time() {
    LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
    Sources sources = new Sources(folder);
    Reloader slow =
        new Reloader(
            sources.declaration(text()),
            () -> sources.load(text()),
            later::add,
            new Reloader.Live(TREES.view, tree));

    CompletionStage<ReloadResult> first = slow.reload(false);
    assertThat(get(slow.reload(false)))
        .isEqualTo(new ReloadResult.Refused("another reload is under way"));
    later.remove().run();
    assertThat(get(first)).isInstanceOf(ReloadResult.Read.class);
  }

  @Test
  void a_removed_supervisor_goes_with_all_below_it() {
    content = "{ id = web, command = [web] }";

    assertThat(told(reload(false))).containsExactly("workers remove", "old remove");
    assertThat(TREES.paths()).containsExactly("/", "web");
    assertThat(get(tree.signal(path("workers/mailer"), Signal.HUP)))
        .isInstanceOf(OperationResult.Failed.class);
  }

  /** Its id was still taken: nobody had told that it was gone. */
  @Test
  void what_is_removed_from_a_supervisor_that_is_down_is_gone_and_its_id_is_free() {
    get(tree.stop(path("workers"), Optional.empty()));
    content = BEFORE.replace("{ id = mailer, command = [mailer] }", "");
    assertThat(BEFORE).isNotEqualTo(content);
    reload(false);
    assertThat(TREES.paths())
        .containsExactlyInAnyOrder("/", "web", "old", "workers", "workers/indexer");

    content += ", { id = mailer, command = [mailer] }";

    assertThat(told(reload(false))).contains("mailer start");
    TREES.awaitStatus("mailer", "Running");
  }

  @Test
  void a_dependency_between_supervisors_that_is_new_orders_their_ends() {
    content = BEFORE.replace("[mailer]", "[mailer], depends-on = [added]") + ADDED;
    reload(false);
    content = BEFORE.replace("[indexer]", "[indexer], depends-on = [added]") + ADDED;
    assertThat(told(reload(false))).contains("workers/indexer goes-on");

    assertThat(get(tree.shutdown(false))).isEqualTo(new TreeEnd.ShutDown());

    assertThat(TREES.events.all(ProcessEvent.Ended.class))
        .extracting(ended -> ended.path().text())
        .containsSubsequence("workers/indexer", "workers", "others/added", "others");
  }

  private static final String ADDED =
      "{ id = others, children = [{ id = added, command = [added] }] }";

  private static final String POOL = "{ id = pool, template { id = w, command = [w, one] } }";

  private void withPool() {
    content = BEFORE + POOL;
    reload(false);
    get(tree.startAnother(path("pool"), Optional.empty(), List.of("x")));
  }

  @Test
  void a_changed_template_leaves_running_children_alone_and_holds_for_their_next_start() {
    withPool();
    content =
        BEFORE
            + POOL.replace("[w, one]", "[w, two], groups = [night]")
                .replace("id = pool", "id = pool, max-children = 1");

    assertThat(told(reload(false))).containsExactly("pool goes-on");

    assertThat(TREES.engine.awaitLaunch("w", 1).isAlive()).isTrue();
    assertThat(TREES.view.get(path("pool/w-1")).orElseThrow().circumstances().groups())
        .containsExactly("night");
    assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of())))
        .isEqualTo(new OperationResult.Refused(Refusal.MAX_CHILDREN));
    TREES.engine.awaitLaunch("w", 1).exit(1);
    assertThat(TREES.engine.awaitLaunch("w", 2).spec().command()).containsExactly("w", "two", "x");
  }

  @Test
  void an_id_that_was_given_meanwhile_cannot_be_declared_elsewhere() {
    withPool();
    get(tree.startAnother(path("pool"), Optional.of("nightly"), List.of()));
    String declared = "{ id = nightly, command = [nightly] }";
    content = BEFORE + POOL + ",\n" + declared;

    for (boolean dryRun : List.of(true, false)) {
      assertThat(get(reloader.reload(dryRun)))
          .isEqualTo(
              new ReloadResult.Refused(
                  "the file declares nightly, and there is pool/nightly of the same id, which was"
                      + " added meanwhile"));
    }
    assertThat(TREES.paths()).doesNotContain("nightly");
    content = BEFORE + declared;
    assertThat(told(reload(false))).containsExactly("pool remove", "nightly start");
  }

  @Test
  void a_supervisor_that_loses_its_template_goes_with_all_that_was_made_from_it() {
    withPool();
    content = BEFORE + "{ id = pool, children = [{ id = fixed, command = [fixed] }] }";

    assertThat(told(reload(false))).containsExactly("pool remove", "pool start");

    assertThat(TREES.engine.awaitLaunch("w", 1).isAlive()).isFalse();
    TREES.engine.awaitLaunch("fixed", 1);
    assertThat(TREES.paths()).contains("pool/fixed").doesNotContain("pool/w-1");
    content = BEFORE + POOL;
    assertThat(told(reload(false))).containsExactly("pool remove", "pool start");
    assertThat(get(tree.startAnother(path("pool"), Optional.empty(), List.of())))
        .isInstanceOf(OperationResult.StartedAnother.class);
  }

  @Test
  void the_root_stays_with_or_without_a_template() {
    Sources sources = new Sources(folder);
    Reloader other =
        new Reloader(
            sources.declaration(text()),
            () -> sources.load("banyan { name = shop, tree.template.command = x }"),
            Runnable::run,
            new Reloader.Live(TREES.view, tree));

    assertThat(get(other.reload(false)))
        .isEqualTo(
            new ReloadResult.Refused("the root cannot get or lose its template while it runs"));
  }

  @Test
  void what_comes_back_with_its_supervisor_while_others_are_removed_is_removed_again() {
    oldTakesItsTime();
    content = "{ id = web, command = [web] }, { id = workers, children = [" + MAILER + "] }";

    CompletionStage<ReloadResult> read = reloader.reload(false);
    Await.until("indexer to be gone", () -> !TREES.paths().contains("workers/indexer"));
    TREES.awaitStatus("old", "Stopping");
    get(tree.restart(path("workers"), Optional.empty()));
    assertThat(TREES.engine.awaitLaunch("indexer", 2).isAlive()).isTrue();
    TREES.engine.awaitLaunch("old", 2).die(Signal.KILL);

    assertThat(told((ReloadResult.Read) get(read)))
        .containsExactly("workers/indexer remove", "old remove");
    assertThat(TREES.engine.awaitLaunch("indexer", 2).isAlive()).isFalse();
    assertThat(TREES.paths()).containsExactly("/", "web", "workers", "workers/mailer");
  }

  @Test
  void so_is_what_is_declared_again_as_another_kind_of_child() {
    oldTakesItsTime();
    String other = "{ id = indexer, children = [{ id = words, command = [words] }] }";
    content =
        "{ id = web, command = [web] }, { id = workers, children = [" + MAILER + other + "] }";

    CompletionStage<ReloadResult> read = reloader.reload(false);
    TREES.awaitStatus("old", "Stopping");
    get(tree.restart(path("workers"), Optional.empty()));
    TREES.engine.awaitLaunch("indexer", 2);
    TREES.engine.awaitLaunch("old", 2).die(Signal.KILL);

    get(read);
    assertThat(TREES.engine.awaitLaunch("indexer", 2).isAlive()).isFalse();
    assertThat(TREES.engine.awaitLaunch("words", 1).isAlive()).isTrue();
  }

  private void oldTakesItsTime() {
    TREES.engine.ignoreSignals("old");
    get(tree.restart(path("old"), Optional.empty()));
  }
}
