package io.banyan.pool.queue.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banyan.pool.queue.QueueException;
import io.banyan.pool.queue.QueuePorts;
import io.banyan.pool.queue.QueueSettings;
import io.banyan.pool.queue.WhenFull;
import io.banyan.pool.worker.PoolSection;
import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueSectionTest {

  @TempDir private Path folder;

  private LoadResult load(String content) {
    try {
      Path file =
          Files.writeString(
              folder.resolve("application.conf"),
              "banyan {\npools.p { command = cat }\n" + content + "\n}");
      return DeclarationLoader.load(file, Map.of(), List.of(new PoolSection(), new QueueSection()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> mistakes(String content) {
    return ((LoadResult.Invalid) load(content))
        .mistakes().stream().map(one -> one.text().replace(folder + "/", "")).toList();
  }

  private DeclaredQueues open(String content) {
    return DeclaredQueues.open(
        ((LoadResult.Loaded) load(content)).declaration().resolved(),
        folder.resolve("queues"),
        QueuePorts.system());
  }

  @Test
  void each_key_of_a_queue_is_taken_from_itself_then_from_the_defaults_of_the_file() {
    try (DeclaredQueues queues =
        open(
            """
            defaults.queue { attempts = 7, lease = 20s }
            queues {
              jobs { durable = true, fsync = false, capacity = 5, attempts = 3, when-full = wait,
                     backoff { initial = 2s }, task-bytes = 10KiB, dead-letters.keep = 0, pool = p }
              other {}
            }
            """)) {
      DeclaredQueue jobs = queues.find("jobs").orElseThrow();
      QueueSettings settings = jobs.queue().settings();
      assertThat(jobs.durable()).isTrue();
      assertThat(jobs.pool()).contains("p");
      assertThat(folder.resolve("queues/jobs.queue")).exists();
      assertThat(settings.rules().capacity()).isEqualTo(5);
      assertThat(settings.rules().attempts()).isEqualTo(3);
      assertThat(settings.rules().lease()).isEqualTo(Duration.ofSeconds(20));
      assertThat(settings.rules().backoff().initial()).isEqualTo(Duration.ofSeconds(2));
      assertThat(settings.rules().backoff().max()).isEqualTo(Duration.ofMinutes(5));
      assertThat(settings.rules().deadLetters()).isZero();
      assertThat(settings.whenFull()).isEqualTo(WhenFull.WAIT);
      assertThat(settings.taskBytes()).isEqualTo(10 * 1024);
      assertThat(settings.fsync()).isFalse();
      DeclaredQueue other = queues.find("other").orElseThrow();
      assertThat(other.durable()).isFalse();
      assertThat(other.pool()).isEmpty();
      assertThat(other.queue().settings().rules().attempts()).isEqualTo(7);
    }
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThat(
            mistakes(
                """
                defaults.queue.attempts = 0
                queues {
                  "no id" {}
                  jobs { capacity = 0, when-full = maybe, task-bytes = 1GiB, lease = 0ms,
                         backoff { initial = 2s, max = 1s }, pool = nobody, speed = 9 }
                }
                """))
        .hasSize(9)
        .anyMatch(text -> text.contains("banyan.defaults.queue.attempts"))
        .anyMatch(text -> text.contains("no id") && text.contains("cannot be an id"))
        .anyMatch(text -> text.contains("banyan.queues.jobs.capacity"))
        .anyMatch(text -> text.contains("banyan.queues.jobs.when-full"))
        .anyMatch(text -> text.contains("task-bytes: must be at most 16MiB"))
        .anyMatch(text -> text.contains("banyan.queues.jobs.lease"))
        .anyMatch(text -> text.contains("backoff.max: is shorter than initial"))
        .anyMatch(text -> text.contains("there is no pool nobody in banyan.pools"))
        .anyMatch(text -> text.contains("banyan.queues.jobs.speed: unknown key"));
  }

  @Test
  void one_that_cannot_be_opened_lets_go_of_those_before() {
    String content = "queues { a { durable = true }, b { durable = true } }";
    try (DeclaredQueues first = open("queues.b { durable = true }")) {
      assertThatThrownBy(() -> open(content))
          .isInstanceOf(QueueException.class)
          .hasMessageContaining("queue b: ");
      open("queues.a { durable = true }").close();
      assertThat(first.all()).hasSize(1);
    }
  }
}
