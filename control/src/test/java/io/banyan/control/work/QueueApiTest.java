package io.banyan.control.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.banyan.control.http.ApiPart.Reply;
import io.banyan.control.json.JsonObject;
import io.banyan.pool.queue.Delivery;
import io.banyan.pool.queue.QueuePorts;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.queue.declared.DeclaredQueues;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueApiTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private DeclaredQueues queues;

  @SuppressWarnings("NullAway.Init")
  private QueueApi api;

  @BeforeEach
  void open() {
    queues =
        DeclaredQueues.open(
            ConfigFactory.parseString(
                    "banyan.queues.jobs { capacity = 2, attempts = 1, task-bytes = 10B }")
                .withFallback(ConfigFactory.load()),
            folder,
            QueuePorts.system());
    api = new QueueApi(queues);
  }

  @AfterEach
  void close() {
    queues.close();
  }

  private Reply get(String... path) throws Exception {
    return api.get(List.of(path)).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private Reply post(String verb, String body) throws Exception {
    return api.post(List.of("jobs", verb), body).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static List<String> results(Reply reply) {
    assertThat(reply.status()).isEqualTo(Reply.OK);
    return JsonObject.objectsOf((List<?>) reply.json()).stream()
        .map(
            row ->
                row.string("result").orElse("") + row.number("task").map(id -> " " + id).orElse(""))
        .toList();
  }

  @Test
  void tasks_are_pushed_until_the_queue_is_full_and_each_is_told_what_came_of_it()
      throws Exception {
    assertThat(results(post("tasks", "{\"tasks\": [\"a\", \"b\", \"c\"]}")))
        .containsExactly("pushed 1", "pushed 2", "refused");
    JsonObject queue = (JsonObject) get("jobs").json();
    assertThat(queue.number("waiting")).contains(2L);
    assertThat(queue.object("counts").flatMap(counts -> counts.number("pushed"))).contains(2L);
    assertThat((List<?>) get().json()).hasSize(1);
  }

  @Test
  void a_task_has_a_priority_a_delay_and_a_key() throws Exception {
    results(post("tasks", "{\"tasks\": [\"late\"], \"delaySeconds\": 3600.5, \"key\": \"k\"}"));
    assertThat(results(post("tasks", "{\"tasks\": [\"twin\"], \"key\": \"k\"}")))
        .containsExactly("duplicate 1");
    results(post("tasks", "{\"tasks\": [\"now\"], \"priority\": -3}"));
    JsonObject queue = (JsonObject) get("jobs").json();
    assertThat(queue.number("delayed")).contains(1L);
    assertThat(queue.number("waiting")).contains(1L);
  }

  @Test
  void dead_letters_are_shown_with_their_reasons_and_requeued_and_dropped() throws Exception {
    TaskQueue<String> jobs = queues.find("jobs").orElseThrow().queue();
    for (String task : List.of("a", "b")) {
      jobs.push(task);
      Delivery<String> delivery = jobs.take().orElseThrow();
      delivery.fail("broke");
    }
    List<JsonObject> dead = JsonObject.objectsOf((List<?>) get("jobs", "dead").json());
    assertThat(dead).hasSize(2);
    assertThat(dead.get(0).string("text")).contains("a");
    assertThat(dead.get(0).objects("attempts").get(0).string("reason")).contains("broke");
    assertThat(results(post("requeue", "{\"ids\": [1, 9]}")))
        .containsExactly("requeued 1", "not-found 9");
    assertThat(results(post("drop", "{\"ids\": [2, 1]}")))
        .containsExactly("dropped 2", "not-found 1");
  }

  @Test
  void a_request_that_is_wrong_pushes_nothing() throws Exception {
    for (String body :
        List.of(
            "no JSON",
            "{}",
            "{\"tasks\": \"a\"}",
            "{\"tasks\": [1]}",
            "{\"tasks\": [\"ok\", \"much too long\"]}",
            "{\"tasks\": [\"a\"], \"priority\": 1.5}",
            "{\"tasks\": [\"a\"], \"priority\": 99999999999}",
            "{\"tasks\": [\"a\"], \"delaySeconds\": -1}",
            "{\"tasks\": [\"a\"], \"delaySeconds\": 1e12}",
            "{\"tasks\": [\"a\", \"b\"], \"key\": \"k\"}",
            "{\"tasks\": [\"a\"], \"speed\": 1}")) {
      assertThatThrownBy(() -> post("tasks", body))
          .as(body)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(((JsonObject) get("jobs").json()).number("waiting")).contains(0L);
  }

  @Test
  void what_is_not_there_is_not_found() throws Exception {
    assertThat(get("nobody").status()).isEqualTo(Reply.NOT_FOUND);
    assertThat(get("jobs", "nothing").status()).isEqualTo(Reply.NOT_FOUND);
    assertThat(post("nothing", "{}").status()).isEqualTo(Reply.NOT_FOUND);
  }
}
