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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real processes use, looked at by the packaged command. */
class MonitorIT {

  private static final String TREE =
      """
      banyan {
        name = watched
        monitor.interval = 200ms
        tree.children = [
          { id = burner, command = "sh -c 'while :; do :; done' & wait", alerts = [
              { name = wide, metric = memory, above = %s, for = 400ms, action {
                  command = "echo $BANYAN_PATH $BANYAN_ALERT_METRIC $BANYAN_PID > told.new; mv told.new told" } } ] }
          { id = hog, command = "s=$(head -c 20000000 /dev/zero | tr '\\\\0' x); while :; do sleep 1; done",
            alerts = [{ name = big, metric = memory, above = 10MiB, for = 0s, cooldown = 1h, action = restart }] }
        ]
      }
      """;

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(ProcStat.available(), "this system does not tell what processes use");
    shell = new Shell(folder);
    shell.write("application.conf", TREE.formatted("100KiB"));
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void alerts_look_at_the_whole_tree_tell_somebody_restart_and_change_live() throws Exception {
    Process up = shell.up();
    shell.awaitProgress("alert wide: memory of the tree is ");
    long burner = shell.pid("burner");
    Await.value(
        "what the command was told",
        () -> read("told"),
        ("burner memory " + burner + "\n")::equals);

    shell.awaitProgress("alert big: memory of the tree is ");
    shell.awaitProgress("alert: big, restart: restarted");
    assertThat(shell.pids()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);

    // The burner itself only waits for what it has started.
    JsonObject row =
        Await.value("the load of the tree", () -> row("burner"), MonitorIT::othersAreBusier);
    assertThat(row.number("processes").orElse(0L)).isGreaterThanOrEqualTo(2);
    assertThat(row.strings("alerts")).containsExactly("wide");
    assertThat(shell.run("info", "burner").out())
        .contains("RAISED: wide: memory of the tree above 100KiB");

    shell.write("application.conf", TREE.formatted("100GiB"));
    assertThat(shell.run("reload").out()).contains("burner");
    shell.awaitProgress("wide (it is not declared so any more)");
    assertThat(OsFacts.isAlive(burner)).isTrue();

    assertThat(shell.run("down").exitCode()).isZero();
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.pids()).noneMatch(OsFacts::isAlive);
  }

  @Test
  void what_is_used_is_tracked_reported_and_compared() throws Exception {
    shell.up();
    shell.awaitProgress("watched                     ready");
    String pid = Long.toString(shell.pid("burner"));

    Shell.Result tracked =
        shell.run(
            "track", "burner", "hog", pid, "--for", "1s", "--interval", "250ms", "--out", "u.csv");

    assertThat(tracked.exitCode()).isZero();
    assertThat(tracked.out())
        .contains("burner: 4 samples over", "hog: 4 samples over", pid + ": 4");
    List<String> lines = Files.readAllLines(folder.resolve("u.csv"));
    assertThat(lines).hasSize(1 + 3 * 4);
    assertThat(shell.run("track", "burner", "--out", "u.csv").exitCode()).isEqualTo(2);
    assertThat(shell.run("track", "nobody").exitCode()).isEqualTo(3);

    Shell.Result report = shell.run("report", "u.csv");
    assertThat(report.exitCode()).isZero();
    assertThat(report.out()).contains("u.csv burner: 4 samples", "MIN", "P95", "cpu", "memory");
    assertThat(report.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(shell.run("report", "burner").out()).startsWith("burner: ");
    assertThat(shell.run("compare", "u.csv", "hog").out().lines()).hasSize(1 + 4);
    assertThat(shell.run("compare", "hog").exitCode()).isEqualTo(2);
    assertThat(shell.run("report", "nobody").exitCode()).isEqualTo(3);
    shell.run("down");
  }

  private static boolean othersAreBusier(JsonObject row) {
    return row.decimal("cpuPercent").orElse(0.0) > row.decimal("ownCpuPercent").orElse(1000.0);
  }

  private JsonObject row(String id) {
    try {
      Object rows = Json.parse(shell.run("ps", "--json").out());
      return JsonObject.objectsOf((List<?>) rows).stream()
          .filter(row -> row.string("id").orElse("").equals(id))
          .findFirst()
          .orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException notYet) {
      return "";
    }
  }
}
