package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} with the packaged command. */
class RunIT {

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() {
    assumeTrue(ProcStat.available(), "there is no /proc");
    shell = new Shell(folder);
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void passes_on_what_the_command_writes_and_its_exit_code() throws Exception {
    Shell.Result result =
        shell.run("run", "-e", "COLOUR=blue", "sh", "-c", "echo $COLOUR; echo no >&2; exit 7");

    assertThat(result).isEqualTo(new Shell.Result(7, "blue\n", "no\n"));
  }

  @Test
  void answers_as_a_shell_does_when_a_signal_ended_it_or_it_was_not_started() throws Exception {
    assertThat(shell.run("run", "--", "sh", "-c", "kill -KILL $$").exitCode()).isEqualTo(137);

    Shell.Result missing = shell.run("run", "--", "no-such-program");
    assertThat(missing.exitCode()).isEqualTo(127);
    assertThat(missing.err()).isEqualTo("banyan: No such file or directory: no-such-program\n");
  }

  @Test
  void says_which_limit_ended_it() throws Exception {
    Shell.Result late = shell.run("run", "--timeout", "200ms", "sleep", "1000");

    assertThat(late.exitCode()).isEqualTo(143);
    assertThat(late.err()).isEqualTo("banyan: sleep: Timeout\n");
  }

  @Test
  void gives_up_a_command_that_fails_again_and_again() throws Exception {
    Shell.Result result =
        shell.run(
            "run",
            "--restart=on-failure",
            "--max-restarts=2",
            "--within=1m",
            "--",
            "sh",
            "-c",
            "echo again; exit 3");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).isEqualTo("again\nagain\nagain\n");
    assertThat(result.err()).contains("gave up: sh ended again after 2 restarts");
  }

  @Test
  void passes_signals_on() throws Exception {
    Process run =
        shell.start(
            "run",
            "run",
            "--",
            "sh",
            "-c",
            "trap 'echo told' HUP; trap 'echo bye; exit 5' TERM;"
                + " echo ready; while :; do sleep 0.05; done");
    Await.until("the command", () -> shell.read("run.out").contains("ready"));

    signal(run, "HUP");
    Await.until("its word", () -> shell.read("run.out").contains("told"));
    signal(run, "TERM");

    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(5);
    assertThat(shell.read("run.out")).isEqualTo("ready\ntold\nbye\n");
  }

  @Test
  void nothing_is_left_of_the_command_when_it_is_killed_itself() throws Exception {
    Process run = shell.start("run", "run", "--", "sh", "-c", "sleep 1000 & echo $$ $!; wait");
    Await.until("the command", () -> shell.read("run.out").endsWith("\n"));
    String[] pids = shell.read("run.out").strip().split(" ", -1);

    run.destroyForcibly().waitFor();

    for (String pid : pids) {
      Await.until("the end of " + pid, () -> !OsFacts.isAlive(Long.parseLong(pid)));
    }
  }

  /** In a container the dead of all others come to it, and nobody else takes them. */
  @Test
  void as_the_first_process_it_takes_the_dead_whose_parents_have_gone() throws Exception {
    String[] container = {"unshare", "--map-root-user", "--pid", "--fork", "--mount-proc"};
    assumeTrue(Shell.succeeds(container, "true"), "this user may not make a container");

    Process run =
        shell.startIn(
            container,
            "run",
            "run",
            "--",
            "sh",
            "-c",
            """
            (sleep 0.2 &)
            until grep -qs '^State:.Z' /proc/[0-9]*/status; do sleep 0.05; done
            echo a zombie
            while grep -qs '^State:.Z' /proc/[0-9]*/status; do sleep 0.05; done
            echo none
            """);

    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(shell.read("run.log")).isZero();
    assertThat(shell.read("run.out")).isEqualTo("a zombie\nnone\n");
  }

  private static void signal(Process process, String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
  }
}
