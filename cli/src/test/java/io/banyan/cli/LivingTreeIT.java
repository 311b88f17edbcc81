package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree whose children wait for each other, crash together, and come and go by command. */
class LivingTreeIT {

  private static final String YARD =
      """
      banyan {
        name = yard
        tree {
          max-restarts = 50
          children = [
            { id = web, command = ["sleep", "1000"], depends-on = [database], links = [database] }
            { id = database
              command = "rm -f up; sleep 0.3; touch up; exec sleep 1000"
              ready { exec = ["test", "-e", "up"], interval = 50ms }
              backoff { initial = 50ms, max = 200ms } }
            { id = workers, max-children = 2, depends-on = [database]
              template {
                id = worker
                command = "echo carries $1; exec sleep 1000"
                groups = [night]
              } }
          ]
        }
      }
      """;

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void up() throws IOException {
    shell = new Shell(Files.createDirectory(folder.resolve("yard")));
    shell.write("application.conf", YARD);
    shell.up();
    Await.value(
        "yard to be ready",
        shell::progress,
        progress -> progress.lines().anyMatch(line -> line.matches(".* yard +ready")));
    Await.until("the control file", () -> run("ps").exitCode() == 0);
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void those_that_are_linked_crash_together_and_come_back_in_order() {
    long web = shell.pid("web");
    long database = shell.pid("database");
    assertThat(shell.progress().indexOf(" web  "))
        .isGreaterThanOrEqualTo(0)
        .isLessThan(shell.progress().indexOf("waits for database to be ready"));

    ProcessHandle.of(database).orElseThrow().destroyForcibly();

    shell.awaitProgress("Linked to database, which failed: ");
    Await.until("another database", () -> shell.pid("database") != database);
    Await.until("another web", () -> shell.pid("web") != web);
    assertThat(OsFacts.isAlive(web)).isFalse();
    assertThat(run("info", "web").out()).contains("linked with  database", "restarts     1");
  }

  @Test
  void children_are_made_from_a_template_and_are_gone_when_they_are_stopped() throws Exception {
    assertThat(run("validate").out()).contains("2 processes, 2 supervisors, 1 template");
    said("Started service worker-1", "add", "workers", "--", "parcels");
    said("Started service nightly", "add", "workers", "--id", "nightly");
    refused(
        1,
        "Failed to add to workers: there are as many children as max-children allows",
        "add",
        "workers");
    Await.until("its words", () -> run("logs", "worker-1").out().equals("carries parcels\n"));
    assertThat(run("info", "workers").out())
        .contains("1 specs, 2 active, 0 supervisors, 2 workers", "max children 2")
        .contains("template     worker: /bin/sh -c 'echo carries $1; exec sleep 1000'");
    assertThat(run("groups").out()).isEqualTo("night: workers/worker-1, workers/nightly\n");

    said("Stopped service worker-1", "stop", "worker-1");
    refused(3, "Service worker-1 not found", "info", "worker-1");
    assertThat(run("add", "--json", "workers").out())
        .contains("\"result\" : \"started\"", "\"path\" : \"workers/worker-2\"");

    refused(1, "Failed to add to web: it is no supervisor", "add", "web");
    refused(3, "Service nobody not found", "add", "nobody");
    assertThat(run("add", "workers", "--id", "a b").exitCode()).isEqualTo(2);
    assertThat(run("add").exitCode()).isEqualTo(2);
  }

  @Test
  void a_changed_template_holds_for_the_next_child() throws Exception {
    said("Started service worker-1", "add", "workers", "--", "parcels");
    long first = shell.pid("workers/worker-1");
    shell.write(
        "application.conf",
        YARD.replace("carries", "takes").replace("max-children = 2", "max-children = 1"));

    said("Changed workers as it runs (template, max-children)", "reload");

    assertThat(OsFacts.isAlive(first)).isTrue();
    refused(
        1,
        "Failed to add to workers: there are as many children as max-children allows",
        "add",
        "workers");
    said("Restarted service worker-1", "restart", "worker-1");
    Await.until("its words", () -> run("logs", "worker-1").out().endsWith("takes parcels\n"));
  }

  @Test
  void children_are_removed_when_they_are_down() {
    refused(1, "Failed to remove web: it is running; stop it first", "remove", "web");
    said("Stopped service web", "stop", "web");
    said("Removed service web", "remove", "web");
    refused(3, "Service web not found", "remove", "web");
    said("Started service worker-1", "add", "workers");
    assertThat(run("remove", "worker-1").err()).contains("its supervisor is dynamic");
    assertThat(run("tree").out()).doesNotContain("web");
  }

  @Test
  void two_are_linked_and_unlinked_as_they_run() throws Exception {
    said("Started service worker-1", "add", "workers");
    said("Unlinked web and database", "unlink", "web", "database");
    said("web and database are not linked", "unlink", "web", "database");
    said("Linked web and worker-1", "link", "web", "worker-1");
    shell.awaitProgress("linked with workers/worker-1");
    assertThat(run("info", "worker-1").out()).contains("linked with  web");
    assertThat(run("graph", "web").out()).contains("workers/worker-1");
    refused(3, "Service nobody not found", "link", "web", "nobody");
    refused(
        1,
        "Failed to link web and web: a child cannot be linked with itself",
        "link",
        "web",
        "web");
    long web = shell.pid("web");

    ProcessHandle.of(shell.pid("workers/worker-1")).orElseThrow().destroyForcibly();

    Await.until("another web", () -> shell.pid("web") != web);
    assertThat(shell.run("down").exitCode()).isZero();
    for (long pid : shell.pids()) {
      Await.until("the end of " + pid, () -> !OsFacts.isAlive(pid));
    }
  }

  private void said(String line, String... arguments) {
    assertThat(run(arguments)).isEqualTo(new Shell.Result(0, line + "\n", ""));
  }

  private void refused(int exitCode, String line, String... arguments) {
    Shell.Result result = run(arguments);
    assertThat(result.err()).contains(line);
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.out()).isEmpty();
  }

  private Shell.Result run(String... arguments) {
    try {
      return shell.run(arguments);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
