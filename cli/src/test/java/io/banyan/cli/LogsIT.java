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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes write, on disk and for readers, through the packaged command. */
class LogsIT {

  private static final int LINES = 300;

  // Each writes when it is told to.
  private static final String TREE =
      """
      banyan {
        name = logs
        directories.log = log
        tree.children = [
          { id = chatty, command = "echo up; while [ ! -e go ]; do sleep 0.05; done; seq %d; exec sleep 1000"
            stdout { max-size = 1KiB, max-files = 3, compress = gzip }
            patterns = [ { regex = "^up$", action = ready }
                         { regex = "^77$", action = alert, name = lucky } ] }
          { id = both, command = "while [ ! -e go ]; do sleep 0.05; done; echo out; echo err >&2; exec sleep 1000"
            stdout { log = both.log, format = json }, stderr { log = both.log, format = json } }
        ]
      }
      """
          .formatted(LINES);

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    shell = new Shell(Files.createDirectory(folder.resolve("my shop")));
    shell.write("application.conf", TREE);
  }

  @AfterEach
  void end() {
    shell.close();
  }

  @Test
  void several_are_followed_across_rotation_to_the_end_of_the_runtime() throws Exception {
    Process up = shell.up();
    shell.awaitProgress("both");
    Await.until("the control file", this::answers);
    Process follower = shell.start("follow", "logs", "-f", "chatty", "both");
    Await.until("the follower", () -> shell.read("follow.out").contains("chatty | up"));
    shell.write("go", "");
    Await.until("the last line", () -> shell.read("follow.out").contains("chatty | " + LINES));
    Await.until("the other child", () -> shell.read("follow.out").contains("both   | err"));

    assertThat(Files.list(shell.folder().resolve("log")).map(Path::getFileName).map(Path::toString))
        .contains("chatty.stdout.log", "chatty.stdout.log.1.gz");
    assertThat(numbers(shell.read("follow.out")))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, LINES).boxed().toList());
    shell.awaitProgress("alert lucky: 77");
    assertThat(shell.run("logs", "-n", "2", "chatty").out())
        .isEqualTo((LINES - 1) + "\n" + LINES + "\n");

    up.destroy();
    assertThat(follower.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(follower.exitValue()).isZero();
    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void what_is_wanted_can_be_told_by_stream_time_and_number() throws Exception {
    shell.write("go", "");
    shell.up();
    Await.until("the control file", this::answers);
    Await.until("both lines", () -> json("both", "--json").size() == 2);

    List<JsonObject> lines = json("both", "--json");
    assertThat(lines)
        .extracting(line -> line.number("seq").orElseThrow().intValue())
        .containsExactly(1, 2);
    assertThat(json("both", "--json", "--stream", "stderr"))
        .singleElement()
        .extracting(line -> line.string("text").orElse(""))
        .isEqualTo("err");
    assertThat(json("both", "--json", "--since", "1h")).isEqualTo(lines);
    assertThat(shell.run("logs", "--since", "2100-01-01T00:00:00", "/").out()).isEmpty();
    assertThat(Files.readString(shell.folder().resolve("log/both.log")).lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\{\"time\":.*\"seq\":[12],\"text\":\"(out|err)\"}"));

    assertThat(shell.run("logs", "both", "nobody"))
        .extracting(Shell.Result::exitCode, Shell.Result::err)
        .containsExactly(3, "banyan: Service nobody not found\n");
    assertThat(shell.run("logs", "--since", "later", "both").exitCode()).isEqualTo(2);
    assertThat(shell.run("logs", "--stream", "stdin", "both").exitCode()).isEqualTo(2);
    assertThat(shell.run("logs").exitCode()).isEqualTo(2);
  }

  private static List<Integer> numbers(String followed) {
    return followed
        .lines()
        .filter(line -> line.matches("chatty +\\| \\d+"))
        .map(line -> Integer.valueOf(line.substring(line.indexOf('|') + 2)))
        .toList();
  }

  private List<JsonObject> json(String id, String... options) {
    try {
      List<String> arguments = new ArrayList<>(List.of("logs", id));
      arguments.addAll(List.of(options));
      List<JsonObject> lines = new ArrayList<>();
      for (String line : shell.run(arguments.toArray(String[]::new)).out().lines().toList()) {
        lines.add(Json.parseObject(line));
      }
      return lines;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean answers() {
    try {
      return shell.run("ps").exitCode() == 0;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
