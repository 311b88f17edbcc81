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
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues through the packaged command, with the sample {@code samples/pipeline}. */
class QueueIT {

  private static final Path SAMPLE = Path.of("..", "samples", "pipeline");

  @TempDir Path folder = Path.of("set by JUnit");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void begin() throws IOException {
    shell = new Shell(Files.createDirectory(folder.resolve("my pipeline")));
    for (String file : List.of("application.conf", "shout.sh")) {
      Files.copy(SAMPLE.resolve(file), shell.folder().resolve(file));
    }
  }

  @AfterEach
  void end() {
    shell.close();
  }

  /** Empty while nobody answers. */
  private JsonObject info() {
    try {
      Shell.Result result = shell.run("queue", "info", "texts", "--json");
      return result.exitCode() == 0 ? Json.parseObject(result.out()) : new JsonObject();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private long count(String key) {
    return info().number(key).orElse(-1L);
  }

  private long acked() {
    return info().object("counts").flatMap(counts -> counts.number("acked")).orElse(-1L);
  }

  private Process up() throws Exception {
    Process up = shell.up();
    Await.until("the queue", () -> count("capacity") > 0);
    return up;
  }

  @Test
  void the_poison_ends_in_the_dead_letters_and_everything_else_is_done_once() throws Exception {
    up();
    List<String> texts = IntStream.rangeClosed(1, 40).mapToObj(i -> "text " + i).toList();
    for (String text : texts.subList(0, 3)) {
      assertThat(shell.run("queue", "push", "texts", text).exitCode()).isZero();
    }
    Shell.Result poison = shell.run("queue", "push", "texts", "a poison", "--priority", "9");
    assertThat(poison.out().strip()).isEqualTo("4");
    for (String text : texts.subList(3, 6)) {
      shell.run("queue", "push", "texts", text);
    }
    Await.until("the others", () -> acked() == 6);
    Await.until("the poison", () -> count("dead") == 1);

    assertThat(shell.read("shouted.txt").lines())
        .containsExactlyInAnyOrderElementsOf(
            texts.subList(0, 6).stream().map(text -> text.toUpperCase(Locale.ROOT)).toList());
    Shell.Result dead = shell.run("queue", "dead", "texts");
    assertThat(dead.out().lines().findFirst()).contains("4  a poison");
    assertThat(dead.out().lines().skip(1)).hasSize(3).allMatch(line -> line.contains("SEGV"));
    assertThat(shell.run("queue", "list").out()).contains("texts").contains("durable");

    assertThat(shell.run("queue", "requeue", "texts", "4").out()).contains("4 requeued");
    Await.until("the poison again", () -> count("dead") == 1);
    assertThat(shell.run("queue", "drop", "texts", "4").out()).contains("4 dropped");
    assertThat(shell.run("queue", "drop", "texts", "4").exitCode()).isEqualTo(3);
    assertThat(shell.run("queue", "info", "nobody").exitCode()).isEqualTo(3);
    assertThat(shell.run("down").exitCode()).isZero();
  }

  @Test
  void what_waits_survives_a_kill_of_the_runtime_and_is_refused_to_another_one() throws Exception {
    shell.write(
        "application.conf",
        Files.readString(SAMPLE.resolve("application.conf")).replace("pool = shout", ""));
    Process first = up();
    assertThat(shell.run("queue", "push", "texts", "kept", "--key", "k").out().strip())
        .isEqualTo("1");
    assertThat(shell.run("queue", "push", "texts", "kept", "--key", "k").out().strip())
        .isEqualTo("1");
    assertThat(shell.run("queue", "push", "texts", "later", "--delay", "1h").exitCode()).isZero();

    shell.write(
        "other.conf",
        Files.readString(shell.folder().resolve("application.conf"))
            .replace("runtime = run", "runtime = run2"));
    Shell.Result other = shell.run("up", "other.conf");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("is in use by another runtime");

    first.destroyForcibly();
    Await.until("the end", () -> !OsFacts.isAlive(first.pid()));
    up();
    JsonObject queue = info();
    assertThat(Stream.of("waiting", "delayed").map(key -> queue.number(key).orElse(-1L)))
        .containsExactly(1L, 1L);
    assertThat(shell.run("down").exitCode()).isZero();
  }
}
