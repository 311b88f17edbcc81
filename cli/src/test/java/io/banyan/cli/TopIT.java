package io.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.fixture.OsFacts;
import io.banyan.runtime.proc.ProcStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code top} with the packaged command, on a terminal of tmux. */
class TopIT {

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(ProcStat.available(), "there is no /proc");
    shell = new Shell(folder);
    shell.write(
        "application.conf",
        """
        banyan {
          name = shop
          tree.children = [
            { id = web, command = "echo hello from web; exec sleep 1000" }
            { id = workers, strategy = one-for-one, children = [
                { id = mailer, command = "sleep 1000" }]}
          ]
        }
        """);
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void is_told_once_without_a_terminal() throws Exception {
    shell.up();
    Await.until("both processes", () -> shell.pids().size() == 2);

    Shell.Result once = shell.run("top", "--once", "--tree");
    assertThat(once.exitCode()).as(once.err()).isZero();
    assertThat(once.out()).contains("2 of 2 running", "\nweb ", "\nworkers ", "\n  mailer ");
    assertThat(shell.run("top").err()).contains("top needs a terminal");
  }

  @Test
  void follows_and_steers_and_leaves_the_terminal_as_it_was() throws Exception {
    assumeTrue(Shell.succeeds(new String[] {"tmux"}, "-V"), "there is no tmux");
    shell.up();
    Await.until("both processes", () -> shell.pids().size() == 2);
    long mailer = shell.pid("workers/mailer");
    try (Tmux tmux = new Tmux(Shell.commandLine("top", "--interval", "200ms"))) {
      tmux.await("workers/mailer");

      tmux.press("Enter");
      tmux.await("hello from web");
      tmux.press("t", "t");
      tmux.await("NAME ");
      tmux.press("End", "K");
      tmux.await("kill -KILL workers/mailer?");
      tmux.press("y");
      Await.until("the end of the mailer", () -> !OsFacts.isAlive(mailer));
      tmux.await("killed");

      tmux.resize(60, 10);
      tmux.press("h");
      tmux.await("mark a line");
      tmux.press("x", "q");
      tmux.await("left with 0");
      tmux.await(" icanon");
      assertThat(tmux.screen()).doesNotContain("mailer");
    }
  }

  /** A terminal with a shell that runs a command and then tells how it was left. */
  private final class Tmux implements AutoCloseable {
    private final String socket = folder.resolve("tmux").toString();

    Tmux(List<String> command) throws Exception {
      String line =
          String.join(" ", command.stream().map(word -> "'" + word + "'").toList())
              + "; echo left with $?; stty -a | grep -o ' icanon'; exec cat";
      tmux(
          "-f",
          "/dev/null",
          "new-session",
          "-d",
          "-x",
          "120",
          "-y",
          "30",
          "-c",
          folder.toString(),
          "env",
          "-u",
          "XDG_RUNTIME_DIR",
          "-u",
          "XDG_STATE_HOME",
          "HOME=" + folder,
          "sh",
          "-c",
          line);
    }

    void press(String... keys) throws Exception {
      for (String key : keys) {
        tmux("send-keys", key);
      }
    }

    void resize(int width, int height) throws Exception {
      tmux("resize-window", "-x", Integer.toString(width), "-y", Integer.toString(height));
    }

    void await(String text) {
      Await.value("\"" + text + "\" on the screen", this::screen, seen -> seen.contains(text));
    }

    String screen() {
      try {
        return tmux("capture-pane", "-p");
      } catch (Exception e) {
        return "";
      }
    }

    @Override
    public void close() throws Exception {
      tmux("kill-server");
    }

    private String tmux(String... words) throws Exception {
      List<String> command = new ArrayList<>(List.of("tmux", "-S", socket));
      command.addAll(List.of(words));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    }
  }
}
