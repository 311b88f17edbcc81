package io.banyan.control.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import io.banyan.control.http.ApiPart.Reply;
import io.banyan.control.json.JsonObject;
import io.banyan.control.metrics.Distribution;
import io.banyan.control.metrics.Family;
import io.banyan.control.metrics.Samples;
import io.banyan.pool.worker.PoolDefinition;
import io.banyan.pool.worker.Pools;
import io.banyan.pool.worker.ProcessWorkers;
import io.banyan.pool.worker.WireProtocol;
import io.banyan.pool.worker.WorkerPool;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolApiIT {

  private static final String WORKER =
      """
      while read -r line; do
        case $line in
          poison) exit 3 ;;
          *) echo "done $line" ;;
        esac
      done
      """;

  private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "pools");
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), System.getenv());
  private final SupervisionTree tree =
      SupervisionTree.declare(
          system,
          "pools",
          new SupervisorSpec(
              Strategy.ONE_FOR_ONE,
              new RestartLimit(3, Duration.ofSeconds(5)),
              List.of(
                  new PoolDefinition<>(
                          "work",
                          WorkerPool.rules(PoolSize.fixed(2)),
                          new ProcessWorkers(
                              ProcessSpec.of(List.of("sh", "-c", WORKER)), WireProtocol.LINES),
                          Optional.empty())
                      .spec())),
          new TreePorts(runtime.ports(), System::nanoTime));
  private final Pools pools = Pools.of(tree);
  private final PoolApi api = new PoolApi(pools);

  @BeforeEach
  void up() {
    tree.begin();
    Await.value(
        "two workers",
        () -> {
          Reply reply = get(api.get(List.of("work")));
          return reply.status() == Reply.OK ? number(reply, "workers", "idle") : -1L;
        },
        idle -> idle == 2);
  }

  @AfterEach
  void down() {
    get(tree.shutdown(true));
    runtime.close();
    system.terminate();
  }

  private static <V> V get(CompletionStage<V> stage) {
    return stage.toCompletableFuture().copy().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static JsonObject object(Reply reply) {
    assertThat(reply.json()).isInstanceOf(JsonObject.class);
    return (JsonObject) reply.json();
  }

  private static List<JsonObject> rows(Reply reply) {
    assertThat(reply.json()).isInstanceOf(List.class);
    return JsonObject.objectsOf((List<?>) reply.json());
  }

  private static long number(Reply reply, String group, String key) {
    return object(reply).object(group).flatMap(found -> found.number(key)).orElse(-1L);
  }

  private Reply submit(String body) {
    return get(api.post(List.of("work", "tasks"), body));
  }

  @Test
  void tasks_are_answered_in_their_order_with_what_came_of_them() {
    Reply reply = submit("{\"tasks\": [\"a\", \"poison\", \"b\"]}");

    assertThat(reply.status()).isEqualTo(Reply.OK);
    assertThat(rows(reply))
        .satisfiesExactly(
            row -> assertThat(row.string("result")).contains("done a"),
            row -> {
              assertThat(row.string("outcome")).contains("crashed");
              assertThat(row.string("reason")).contains("its worker has ended (Exit code: 3)");
              assertThat(row.number("attempts")).contains(1L);
            },
            row -> assertThat(row.string("result")).contains("done b"));
    Reply info = get(api.get(List.of("work")));
    assertThat(number(info, "counts", "done")).isEqualTo(2);
    assertThat(number(info, "counts", "crashed")).isEqualTo(1);
    assertThat(number(info, "counts", "workersLost")).isEqualTo(1);
  }

  @Test
  void what_is_not_there_is_not_found() {
    assertThat(get(api.get(List.of("nobody"))).status()).isEqualTo(Reply.NOT_FOUND);
    assertThat(get(api.get(List.of("work", "x"))).status()).isEqualTo(Reply.NOT_FOUND);
    assertThat(get(api.post(List.of("nobody", "tasks"), "{\"tasks\": []}")).status())
        .isEqualTo(Reply.NOT_FOUND);
    assertThat(get(api.post(List.of("work"), "{}")).status()).isEqualTo(Reply.NOT_FOUND);
  }

  @Test
  void a_body_that_is_wrong_is_refused() {
    for (String body : List.of("", "[]", "{}", "{\"tasks\": [1]}", "{\"tasks\": [], \"x\": 1}")) {
      assertThatIllegalArgumentException().isThrownBy(() -> submit(body));
    }
    String many = "\"a\",".repeat(PoolApi.MOST_TASKS) + "\"a\"";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> submit("{\"tasks\": [" + many + "]}"))
        .withMessage("at most 1000 tasks in a request");
  }

  @Test
  void a_pool_that_is_down_says_so() {
    get(tree.stop(new ChildPath("work"), Optional.empty()));

    assertThat(submit("{\"tasks\": [\"a\"]}").status()).isEqualTo(Reply.CONFLICT);
    assertThat(rows(get(api.get(List.of()))))
        .satisfiesExactly(row -> assertThat(row.string("state")).contains("down"));
  }

  @Test
  void its_metrics_are_told() {
    submit("{\"tasks\": [\"a\", \"poison\", \"b\"]}");
    Map<String, Double> told = new HashMap<>();

    new PoolSamples(pools)
        .accept(
            new Samples() {
              @Override
              public void add(Family family, double value, List<String> labels) {
                assertThat(labels).hasSameSizeAs(family.labels());
                told.put(family.metric() + labels, value);
              }

              @Override
              public void add(Family family, Distribution durations, List<String> labels) {}
            });

    assertThat(told)
        .containsEntry("banyan_pool_tasks_total[work, done]", 2.0)
        .containsEntry("banyan_pool_tasks_total[work, crashed]", 1.0)
        .containsEntry("banyan_pool_workers_lost_total[work]", 1.0)
        .containsEntry("banyan_pool_broken[work]", 0.0)
        .containsKey("banyan_pool_workers[work, idle]");
    assertThat(told.get("banyan_pool_run_seconds_total[work]")).isPositive();
  }
}
