package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tree remembers from one runtime to the next, with the packaged command. */
class JournalIT {

  private static final String TREE =
      """
      banyan { name = remembering, %s tree { max-restarts = 100, children = [
        { id = web, command = "exec sleep 1000" }
        { id = db, command = "exec sleep 1000" } ] } }
      """;

  @TempDir private Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    shell = new Shell(Files.createDirectory(folder.resolve("tree")));
    shell.write("application.conf", TREE.formatted(""));
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void the_next_runtime_goes_on_where_a_killed_one_was_and_begins_anew_after_an_orderly_end()
      throws Exception {
    Process first = up();
    long pid = shell.pid("web");
    assertThat(shell.run("stop", "db").exitCode()).isZero();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    Await.value("a restart", () -> restarts("web"), n -> n == 1);
    first.destroyForcibly().waitFor();

    Process second = up();
    assertThat(states()).containsExactly("web running", "db stopped");
    assertThat(restarts("web")).isEqualTo(1);
    List<JsonObject> facts = events("--id", "web");
    assertThat(facts)
        .extracting(
            fact -> fact.string("type").orElse("") + " " + fact.number("incarnation").orElse(0L))
        .containsSubsequence(
            "launched 1", "failed 1", "launched 2", "recalled 0", "failed 2", "launched 3");
    assertThat(facts)
        .filteredOn(fact -> fact.string("type").filter("failed"::equals).isPresent())
        .extracting(fact -> fact.string("reason").orElse(""))
        .containsExactly("Killed by signal: KILL", "Its runtime died");
    assertThat(events())
        .extracting(fact -> fact.number("sequence").orElse(0L))
        .isSorted()
        .doesNotHaveDuplicates();
    down(second);

    Process third = up();
    assertThat(states()).containsExactly("web running", "db running");
    assertThat(restarts("web")).isZero();
    assertThat(shell.run("events", "--type", "runtime-ended").out()).contains("runtime ended");
    assertThat(shell.run("events", "--type", "nonsense").exitCode()).isEqualTo(2);
    down(third);
  }

  @Test
  void without_a_journal_nothing_is_remembered_but_this_runtime() throws Exception {
    shell.write("application.conf", TREE.formatted("journal.enabled = false,"));
    Process first = up();
    assertThat(shell.run("stop", "db").exitCode()).isZero();
    assertThat(shell.run("events", "--id", "db").out()).contains("wanted (down)", "stopped");
    first.destroyForcibly().waitFor();
    Process second = up();
    assertThat(states()).containsExactly("web running", "db running");
    assertThat(shell.run("events").out()).doesNotContain("wanted");
    down(second);
  }

  @Test
  void a_journal_that_cannot_be_opened_is_told_and_keeps_nobody_from_running() throws Exception {
    shell.write("application.conf", TREE.formatted("journal.open-timeout = 100ms,"));
    Path journal =
        Files.createDirectories(
            folder.resolve("tree/.local/state/banyan/remembering/journal/remembering"));
    Files.writeString(journal.resolve("journal.mv.db"), "no database\n".repeat(1_000));
    Process up = up();
    Shell.Result ps = Await.value("a warning", () -> run("ps"), said -> !said.err().isEmpty());
    assertThat(ps.err()).contains("the journal cannot be written");
    assertThat(ps.out()).contains("web", "running");
    assertThat(shell.run("events").out()).contains("journal failed");

    Files.delete(journal.resolve("journal.mv.db"));
    Await.value("no warning any more", () -> run("ps"), said -> said.err().isEmpty());
    assertThat(shell.run("events", "--type", "journal-recovered").out())
        .contains("journal recovered (0 facts lost)");
    down(up);
  }

  private Process up() throws IOException {
    Process up = shell.up();
    shell.awaitProgress("remembering                 ready");
    return up;
  }

  private void down(Process up) throws IOException, InterruptedException {
    assertThat(shell.run("down").exitCode()).isZero();
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private Shell.Result run(String... arguments) {
    try {
      return shell.run(arguments);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<JsonObject> events(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("events", "--json", "-n", "10000"));
    arguments.addAll(List.of(more));
    return array(run(arguments.toArray(String[]::new)).out());
  }

  private List<JsonObject> processes() {
    try {
      return array(run("ps", "--json").out());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> states() {
    return processes().stream()
        .map(row -> row.string("id").orElse("") + " " + row.string("state").orElse(""))
        .toList();
  }

  private long restarts(String id) {
    return processes().stream()
        .filter(row -> row.string("id").filter(id::equals).isPresent())
        .findFirst()
        .flatMap(row -> row.number("restarts"))
        .orElse(-1L);
  }

  private static List<JsonObject> array(String json) throws IOException {
    return ((List<?>) Json.parse(json)).stream().map(JsonObject.class::cast).toList();
  }
}
