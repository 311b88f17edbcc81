package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at processes with the packaged command, with a runtime and without one. */
class InspectionIT {

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(ProcStat.available(), "there is no /proc");
    shell = new Shell(Files.createDirectory(folder.resolve("shop")));
    shell.write(
        "application.conf",
        """
        banyan {
          name = shop
          tree.children = [
            { id = web, pid-file = true, env { DB_PASSWORD = hunter2, COLOUR = blue }
              command = "sleep 1000 & (trap '' TERM; sleep 1001; sleep 1002) & wait" }
          ]
        }
        """);
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void a_child_is_looked_at_and_its_tree_ended_and_all_that_is_left_is_cleaned_up()
      throws Exception {
    Process up = shell.up();
    shell.awaitProgress("ready (pid");
    long pid = shell.pid("web");

    JsonObject process =
        Json.parseObject(shell.run("info", "web", "--json").out()).object("process").orElseThrow();
    assertThat(process.number("pid")).contains(pid);
    assertThat(process.object("environment").orElseThrow().string("COLOUR")).contains("blue");
    assertThat(process.object("environment").orElseThrow().string("DB_PASSWORD")).contains("***");
    assertThat(process.objects("descriptors")).isNotEmpty();
    assertThat(shell.run("pid", "check", "web").out()).contains("web is running (PID: " + pid);
    assertThat(pids(shell.run("children", "-q", Long.toString(pid)))).hasSize(2);

    List<Long> family = pids(shell.run("children", "--tree", "-q", Long.toString(pid)));
    assertThat(family).hasSize(4).endsWith(pid);
    Shell.Result killed = shell.run("kill-tree", Long.toString(pid), "--timeout", "300ms");
    assertThat(killed.exitCode()).as(killed.err()).isZero();
    assertThat(killed.out()).contains("Sent TERM to 4 processes", "Sent KILL to 2 processes");
    assertThat(family).noneMatch(OsFacts::isAlive);

    Await.until("the next one", () -> shell.pid("web") != pid);
    up.destroyForcibly().waitFor();
    Await.until("the end of all", () -> shell.pids().stream().noneMatch(OsFacts::isAlive));
    assertThat(shell.run("cleanup", "--dry-run").out())
        .contains("would remove pid file", "control.json");
    assertThat(shell.run("pid", "read", "web").exitCode()).isZero();
    assertThat(shell.run("cleanup").out()).contains("removed pid file", "control.json");
    // Control groups of other runtimes of the machine that were killed just now may well be told.
    assertThat(shell.run("cleanup").out()).doesNotContain("pid file", "control.json");
    assertThat(shell.run("pid", "read", "web").exitCode()).isEqualTo(3);
  }

  @Test
  void without_a_runtime_any_process_is_found() throws Exception {
    long self = ProcessHandle.current().pid();

    assertThat(pids(shell.run("find", "--pid", Long.toString(self), "-q"))).containsExactly(self);
    assertThat(shell.run("find", "--name", "no-such-program-at-all").exitCode()).isEqualTo(3);
    assertThat(shell.run("find").exitCode()).isEqualTo(2);
    assertThat(shell.run("kill-tree", Long.toString(self)).err()).contains("itself below it");
    assertThat(shell.run("kill-tree", "999999999").exitCode()).isEqualTo(3);
  }

  @Test
  void one_of_several_callers_gets_a_pid_file() throws Exception {
    assertThat(shell.run("pid", "write", "one").exitCode()).isZero();
    assertThat(pids(shell.run("pid", "read", "one")))
        .containsExactly(ProcessHandle.current().pid());

    Shell.Result second = shell.run("pid", "write", "one", "1");
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err())
        .contains("Another instance is running (PID: " + ProcessHandle.current().pid() + ")");
    assertThat(shell.run("pid", "write", "one", "1", "--force").exitCode()).isZero();
    assertThat(pids(shell.run("pid", "read", "one"))).containsExactly(1L);
    assertThat(shell.run("pid", "remove", "one").exitCode()).isZero();
    assertThat(shell.run("pid", "check", "one").exitCode()).isEqualTo(3);
    assertThat(shell.run("pid", "touch", "one").exitCode()).isEqualTo(2);
  }

  @Test
  void the_doctor_tells_what_is_there_and_what_is_wrong() throws Exception {
    Shell.Result well = shell.run("doctor", "--json");
    assertThat(well.exitCode()).as(well.out()).isZero();
    assertThat(JsonObject.objectsOf((List<?>) Json.parse(well.out())))
        .extracting(finding -> finding.string("check").orElseThrow())
        .contains("declaration", "engine", "launch", "guardian", "cgroup", "log folder", "journal");

    shell.write("application.conf", "banyan.tree.children = [{ id = a, comand = x }]");
    Shell.Result ill = shell.run("doctor");
    assertThat(ill.exitCode()).isEqualTo(1);
    assertThat(ill.out()).contains("failed   declaration", "mend:  banyan validate");
  }

  private static List<Long> pids(Shell.Result result) {
    return result.out().lines().map(Long::valueOf).toList();
  }
}
