package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.runtime.fixture.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done again and again, and what is done before an end, as an operator meets it. */
class PeriodicIT {

  @TempDir Path folder = Path.of("set by JUnit");

  @Test
  void a_task_runs_by_its_schedule_and_by_hand_and_can_be_paused() throws Exception {
    try (Shell shell = new Shell(folder)) {
      shell.write(
          "application.conf",
          """
          banyan {
            periodic {
              often { every = 1s, initial-delay = 0s, command = "echo $WORD >> often.txt", env-file = words.env }
              never { cron = "0 0 1 1 *", zone = UTC, command = "echo by hand >> never.txt; exit 3" }
            }
          }
          """);
      shell.write("words.env", "WORD='from a file'\n");
      shell.up();
      Await.until("runs", () -> lines("often.txt") >= 2);
      assertThat(Files.readAllLines(folder.resolve("often.txt"))).contains("from a file");

      Shell.Result run = shell.run("periodic", "run", "never");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).isEqualTo("Started never\n");
      Await.until("the run by hand", () -> lines("never.txt") == 1);
      Await.until(
          "its end", () -> output(shell, "periodic", "list").contains("failed: Exit code: 3"));
      assertThat(output(shell, "periodic", "list"))
          .contains("0 0 1 1 * (UTC)")
          .contains("every 1s");
      assertThat(output(shell, "periodic", "list", "--json")).contains("\"nextRunAt\"");
      assertThat(output(shell, "ps")).contains("next run").contains("last failed");

      assertThat(output(shell, "periodic", "pause", "often")).isEqualTo("Paused often\n");
      assertThat(output(shell, "ps")).contains("Running (paused");
      assertThat(output(shell, "periodic", "resume", "often")).isEqualTo("Resumed often\n");
      assertThat(shell.run("periodic", "run", "nobody").exitCode()).isEqualTo(3);
      assertThat(shell.run("periodic", "run", "often.run").exitCode()).isEqualTo(1);
      assertThat(shell.run("down").exitCode()).isZero();
    }
  }

  @Test
  void down_tells_which_steps_failed_and_who_had_to_be_killed() throws Exception {
    try (Shell shell = new Shell(folder)) {
      shell.write(
          "application.conf",
          """
          banyan.tree.children = [
            { id = drains, command = "trap 'exit 0' TERM; while :; do sleep 0.1; done"
              on-shutdown = [
                { command = "echo $BANYAN_ID >> drained.txt" }
                { command = "echo no >&2; exit 4" }
              ] }
            { id = deaf, shutdown = 200ms, command = "trap '' TERM; while :; do sleep 0.1; done" }
          ]
          """);
      shell.up();
      Await.until("all run", () -> output(shell, "ps").matches("(?s).*running.*running.*"));

      Shell.Result down = shell.run("down");

      assertThat(down.exitCode()).isZero();
      assertThat(Files.readAllLines(folder.resolve("drained.txt"))).containsExactly("drains");
      assertThat(down.err())
          .contains("drains: shutdown step failed (2, command /bin/sh): Exit code: 4: no")
          .contains("deaf: force killing");
    }
  }

  private long lines(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Files.readAllLines(path).size() : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static String output(Shell shell, String... arguments) {
    try {
      return shell.run(arguments).out();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
