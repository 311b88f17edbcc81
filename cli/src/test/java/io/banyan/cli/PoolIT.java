package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worker pools as a user of the packaged command sees them. */
class PoolIT {

  private static final String WORKER =
      """
      while read -r line; do
        case $line in
          poison) exit 3 ;;
          *) echo "done $line" ;;
        esac
      done
      """;

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    shell = new Shell(folder);
    shell.write("worker.sh", WORKER);
    shell.write("application.conf", tree("workers = 2, attempts = 2"));
  }

  private static String tree(String keys) {
    return """
    banyan {
      name = pooled
      tree.children = [ { id = steady, command = ["sleep", "1000"] } ]
      pools.work { command = [sh, worker.sh], %s }
    }
    """
        .formatted(keys);
  }

  @AfterEach
  void end() {
    shell.close();
  }

  private List<JsonObject> pools() throws Exception {
    Shell.Result list = shell.run("pool", "list", "--json");
    return Json.parse(list.out()) instanceof List<?> rows ? JsonObject.objectsOf(rows) : List.of();
  }

  @Test
  void tasks_are_handed_in_and_results_come_back() throws Exception {
    assertThat(shell.run("validate").out()).isEqualTo("OK: 1 process, 1 supervisor, 1 pool\n");
    Process up = shell.up();
    shell.awaitProgress("work/work-workers/work-2    ready");

    Shell.Result done = shell.run("pool", "submit", "work", "hello");
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).isEqualTo("done hello\n");

    Shell.Result poison = shell.run("pool", "submit", "work", "poison");
    assertThat(poison.exitCode()).isEqualTo(1);
    assertThat(poison.err())
        .isEqualTo("banyan: poison: its worker has ended (Exit code: 3), after 2 attempts\n");

    Shell.Result json = shell.run("pool", "submit", "work", "again", "--json");
    assertThat(Json.parseObject(json.out()).string("result")).contains("done again");
    assertThat(shell.run("pool", "submit", "nobody", "x").exitCode()).isEqualTo(3);
    assertThat(shell.run("pool", "info", "nobody").err())
        .isEqualTo("banyan: Pool nobody not found\n");
    assertThat(shell.run("tree").out()).contains("work-pool", "work-1", "work-2");
    JsonObject pool = pools().get(0);
    assertThat(pool.string("state")).contains("open");
    assertThat(pool.object("counts").flatMap(counts -> counts.number("done"))).contains(2L);

    assertThat(shell.run("down").exitCode()).isZero();
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String progress = shell.progress();
    assertThat(progress.lastIndexOf("work/work-pool              stopped"))
        .isPositive()
        .isLessThan(progress.lastIndexOf("steady                      stopping"));
  }

  @Test
  void a_reload_changes_a_pool() throws Exception {
    shell.up();
    shell.awaitProgress("work/work-workers/work-2    ready");

    assertThat(shell.run("reload").out()).doesNotContain("work");
    shell.write("application.conf", tree("workers = 3"));
    Shell.Result reload = shell.run("reload");

    assertThat(reload.exitCode()).isZero();
    assertThat(reload.out()).contains("work/work-pool");
    Await.value(
        "three workers",
        () -> shell.progress(),
        progress -> progress.contains("work/work-workers/work-3    ready"));
    assertThat(shell.run("pool", "submit", "work", "hello").out()).isEqualTo("done hello\n");
  }
}
