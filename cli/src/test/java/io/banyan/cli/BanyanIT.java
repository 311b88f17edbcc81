package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end: the packaged command, real JVMs, real processes. */
class BanyanIT {

  private static final String THREE =
      """
      banyan {
        name = three
        tree {
          strategy = one-for-one
          children = [
            { id = first, command = ["sleep", "1000"] }
            { id = inner, strategy = one-for-all, children = [
                { id = second, command = "echo hello; echo oops >&2; printf 'no line end'; exec sleep 1000" }
            ]}
            { id = deaf, shutdown = 200ms, command = "trap '' TERM; while :; do sleep 1; done" }
          ]
        }
      }
      """;

  private static final String LINKED =
      """
      banyan.tree.children = [
        { id = a, command = x, links = [b] }
        { id = s, strategy = rest-for-one, children = [
            { id = b, command = x }, { id = c, command = x } ] }
      ]
      """;

  private static final String ADOPT = "defaults.process.on-runtime-death = adopt\n";

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);
  private List<Long> outliving = List.of();

  @BeforeEach
  void begin() throws IOException {
    shell = new Shell(Files.createDirectory(folder.resolve("my shop")));
    shell.write("application.conf", THREE);
  }

  @AfterEach
  void end() {
    // No guardian ends these if a test has failed.
    outliving.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    shell.close();
  }

  @Nested
  class While_a_tree_is_up {

    @Test
    void it_is_shown_and_steered_and_taken_down() throws Exception {
      Process up = upAndReady();

      assertThat(states()).containsExactly("first running", "second running", "deaf running");
      assertThat(shell.run("tree").out()).contains("three (one-for-one)", "inner (one-for-all)");
      Await.value(
          "the output",
          () -> log("second"),
          text -> text.lines().toList().containsAll(List.of("hello", "oops")));

      Shell.Result stopped = shell.run("stop", "first");
      assertThat(stopped.out()).isEqualTo("Stopped service first\n");
      assertThat(states()).contains("first stopped");
      assertThat(shell.run("stop", "first").err()).isEmpty();
      assertThat(shell.run("start", "first").out()).isEqualTo("Started service first\n");
      assertThat(shell.run("kill", "-9", "first").out()).isEqualTo("Sent KILL to service first\n");
      assertThat(shell.run("kill", "nobody"))
          .isEqualTo(new Shell.Result(3, "", "Service nobody not found\n"));
      assertThat(shell.run("info", "second").out()).contains("inner/second", "Running");
      shell.run("stop", "second");
      assertThat(log("second")).endsWith("no line end\n");

      assertThat(shell.run("down").exitCode()).isZero();
      assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isZero();
      assertThat(shell.pids()).noneMatch(OsFacts::isAlive);
      assertThat(shell.run("ps").exitCode()).isEqualTo(4);
    }

    @Test
    void processes_are_told_to_read_their_own_configuration_again() throws Exception {
      shell.write(
          "application.conf",
          """
          banyan { name = three, tree.children = [
            { id = web, reload = HUP, ready.log = begun,
              command = "trap 'echo again' HUP; echo begun; while :; do sleep 0.1; done" }
            { id = db, reload = ["sh", "-c", "echo no such pid as $BANYAN_PID; exit 3"], command = ["sleep", "1000"] }
            { id = deaf, command = ["sleep", "1000"] }
          ]}
          """);
      upAndReady();

      assertThat(shell.run("reload", "web").out()).isEqualTo("Reloaded service web\n");
      Await.value("the trap", () -> log("web"), text -> text.contains("again"));
      Shell.Result failed = shell.run("reload", "db", "deaf");
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.err())
          .isEqualTo(
              "Failed to reload db: Exit code: 3: no such pid as %d\n".formatted(shell.pid("db"))
                  + "Failed to reload deaf: nothing is declared for it; restart it instead\n");
      shell.run("down");
    }

    @Test
    void its_file_is_read_again_and_only_what_differs_is_touched() throws Exception {
      upAndReady();
      long first = shell.pid("first");
      shell.write(
          "application.conf",
          THREE
              .replace(
                  "\"1000\"] }",
                  "\"1000\"], groups = [front] }\n{ id = more, instances = 2, command = [\"sleep\", \"1000\"] }")
              .replace("oops", "ouch"));

      assertThat(shell.run("reload", "--dry-run").out())
          .isEqualTo(
              """
              Would change first as it runs (groups)
              Would start more-1
              Would start more-2
              Would restart inner/second (command)
              """);
      assertThat(shell.run("reload").out())
          .isEqualTo(
              """
              Changed first as it runs (groups)
              Started more-1
              Started more-2
              Restarted inner/second (command)
              """);
      assertThat(shell.pid("first")).isEqualTo(first);
      assertThat(states())
          .containsExactlyInAnyOrder(
              "first running",
              "more-1 running",
              "more-2 running",
              "second running",
              "deaf running");
      assertThat(shell.run("groups").out()).isEqualTo("front: first\nmore: more-1, more-2\n");
      assertThat(shell.run("restart", "--rolling", "more").out())
          .isEqualTo("Restarted service more-1\nRestarted service more-2\n");

      shell.write("application.conf", THREE.replace("first", "fi rst"));
      Shell.Result wrong = shell.run("reload");
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.err()).contains("application.conf:6:", "nothing was changed");

      shell.write("application.conf", THREE);
      assertThat(shell.run("reload").out())
          .contains("Stopped and removed more-2", "Stopped and removed more-1");
      assertThat(shell.run("reload").out()).isEqualTo("Nothing has changed in the tree\n");
      assertThat(shell.pid("first")).isEqualTo(first);
      shell.run("down");
    }

    @Test
    void a_killed_child_is_back_with_a_new_pid_and_counted() throws Exception {
      upAndReady();
      long before = shell.pid("first");

      ProcessHandle.of(before).orElseThrow().destroyForcibly();

      shell.awaitProgress("restarting (1 of 3)");
      Await.until("another pid", () -> shell.pid("first") != before);
      JsonObject first = processes().get(0);
      assertThat(first.string("status")).contains("Running [restarts: 1]");
      assertThat(first.string("id")).contains("first");
    }

    @Test
    void its_graph_can_be_asked_and_drawn_running_or_not() throws Exception {
      shell.write("linked.conf", LINKED);
      assertThat(shell.run("graph", "a", "--fault-domain", "--file", "linked.conf").out())
          .isEqualTo(
              """
              a  fails
              s/b  is linked with a
              s/c  is restarted together with s/b
              and if its supervisor gives up:
                /  fails
                s  ends with its supervisor /
              """);
      assertThat(shell.run("graph", "--file", "linked.conf", "--start-order").out())
          .isEqualTo("/\na\ns\ns/b\ns/c\n");
      assertThat(shell.run("graph", "--file", "linked.conf", "--ancestors").exitCode())
          .isEqualTo(2);
      assertThat(shell.run("graph", "nobody", "--file", "linked.conf").exitCode()).isEqualTo(3);

      upAndReady();

      assertThat(shell.run("tree", "--format", "dot").out()).startsWith("digraph \"three\" {\n");
      assertThat(shell.run("tree", "--format", "mermaid").out()).startsWith("flowchart TD\n");
      assertThat(shell.run("graph", "second").out()).contains("below        inner, /");
      assertThat(Json.parseObject(shell.run("tree", "--format", "json").out()).objects("children"))
          .hasSize(3);
    }

    @Test
    void a_second_one_of_the_same_name_is_refused() throws Exception {
      upAndReady();

      Shell.Result second = shell.run("up");

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err()).contains("three is already running (pid ");
    }

    @Test
    void term_ends_it_in_order() throws Exception {
      Process up = upAndReady();

      up.destroy();

      assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isZero();
      assertThat(shell.progress().lines().filter(line -> line.contains(" stopped")))
          .extracting(line -> Shell.words(line).get(1))
          .containsExactly("inner/second", "inner", "first", "three");
      assertThat(shell.progress()).contains("deaf", "did not end in time");
    }

    @Test
    void kill_9_of_the_runtime_leaves_nothing_and_the_next_start_is_clean() throws Exception {
      Process up = upAndReady();
      List<Long> pids = shell.pids();

      up.destroyForcibly();

      up.waitFor();
      assertThat(shell.run("ps").exitCode()).isEqualTo(4);
      upAndReady();
      assertThat(pids).noneMatch(OsFacts::isAlive);
      assertThat(states()).hasSize(3);
    }

    @Test
    void what_is_declared_to_outlive_it_is_adopted_by_the_next_start() throws Exception {
      shell.write("application.conf", THREE.replace("tree {", ADOPT + "tree {"));
      Process up = upAndReady();
      List<Long> pids = shell.pids();
      outliving = pids;

      up.destroyForcibly();
      up.waitFor();
      assertThat(pids).hasSize(3).allMatch(OsFacts::isAlive);

      upAndReady();
      assertThat(shell.progress()).contains("adopted (pid " + pids.get(0) + ")");
      assertThat(List.copyOf(new TreeSet<>(shell.pids()))).containsExactlyElementsOf(sorted(pids));
      assertThat(shell.run("info", "first").out()).containsPattern("adopted +yes");
      assertThat(log("second")).contains("hello");
      assertThat(shell.run("down").exitCode()).isZero();
      assertThat(pids).noneMatch(OsFacts::isAlive);
    }
  }

  @Nested
  class In_the_background {

    @Test
    void up_returns_when_the_tree_is_up() throws Exception {
      try {
        assertThat(shell.run("up", "-d").out()).contains("three is up (pid ");
        assertThat(states()).contains("first running");
      } finally {
        assertThat(shell.run("down").exitCode()).isZero();
      }
    }

    @Test
    void a_tree_that_is_not_up_in_time_is_told_and_goes_on() throws Exception {
      shell.write(
          "application.conf",
          """
          banyan { name = late, tree.children = [
            { id = done, kind = task, command = ["true"] }
            { id = never, command = ["sleep", "1000"], ready.exec = ["false"] }
            { id = after, command = ["sleep", "1000"] }
          ] }
          """);

      Shell.Result up = shell.run("up", "-d", "--timeout", "3s");

      try {
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err())
            .contains("late is not up after 3s; it goes on (pid ", "down --runtime late' ends it");
        Await.until("the control file", () -> succeeds("ps"));
        assertThat(states()).contains("never starting");
      } finally {
        assertThat(shell.run("down").exitCode()).isZero();
      }
      assertThat(shell.run("up", "--timeout", "5s").exitCode()).isEqualTo(2);
      assertThat(shell.run("up", "-d", "--timeout", "5").err()).contains("no duration with a unit");
    }

    @Test
    void a_tree_that_cannot_start_is_told_with_its_exit_code() throws Exception {
      shell.write(
          "application.conf",
          "banyan.tree.children = [{ id = a, command = [\"/nowhere/at/all\"] }]");

      Shell.Result up = shell.run("up", "-d");

      assertThat(up.exitCode()).isEqualTo(1);
      assertThat(up.err()).contains("No such file or directory: /nowhere/at/all");
    }
  }

  @Test
  void a_root_that_gives_up_ends_up_with_exit_code_1_and_the_reason() throws Exception {
    shell.write(
        "application.conf", "banyan.tree.children = [{ id = brief, command = \"exit 7\" }]");

    Shell.Result up = shell.run("up");

    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err())
        .contains("gave up: ", "brief ended again after 3 restarts within 5s (Exit code: 7)");
    assertThat(up.err().lines().filter(line -> line.endsWith("starting") && line.contains("brief")))
        .hasSize(4);
  }

  @Test
  void six_mistakes_are_told_with_their_lines_before_anything_starts() throws Exception {
    shell.write(
        "application.conf",
        """
        banyan.tree {
          strategy = one-for-some
          max-restarts = -1
          children = [
            { id = a, command = [] }
            { id = a, command = "true", retsart = permanent }
            { id = "b c", command = "true", shutdown = 5 }
          ]
        }
        """);

    Shell.Result up = shell.run("up");

    assertThat(up.exitCode()).isEqualTo(2);
    assertThat(up.err())
        .contains(
            "application.conf:2: banyan.tree.strategy: ",
            "application.conf:3: banyan.tree.max-restarts: ",
            "application.conf:5: banyan.tree.children[0].command: ",
            "application.conf:6: banyan.tree.children[1].id: ",
            "application.conf:6: banyan.tree.children[1].retsart: ",
            "application.conf:7: banyan.tree.children[2].id: ",
            "application.conf:7: banyan.tree.children[2].shutdown: ");
    assertThat(shell.run("validate").exitCode()).isEqualTo(2);
  }

  private static List<Long> sorted(List<Long> pids) {
    return pids.stream().sorted().toList();
  }

  private Process upAndReady() throws IOException {
    Files.deleteIfExists(shell.folder().resolve("up.log"));
    Process up = shell.up();
    Await.value(
        "three to be ready",
        shell::progress,
        progress -> progress.lines().anyMatch(line -> line.matches(".* three +ready")));
    Await.until("the control file", () -> succeeds("ps"));
    return up;
  }

  private boolean succeeds(String... arguments) {
    try {
      return shell.run(arguments).exitCode() == 0;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String log(String id) {
    try {
      return shell.run("logs", id).out();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<JsonObject> processes() throws IOException, InterruptedException {
    List<?> rows = (List<?>) Json.parse(shell.run("ps", "--json").out());
    return rows.stream().map(JsonObject.class::cast).toList();
  }

  private List<String> states() throws IOException, InterruptedException {
    return processes().stream()
        .map(row -> row.string("id").orElse("") + " " + row.string("state").orElse(""))
        .toList();
  }
}
