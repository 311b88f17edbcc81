package io.banyan.pool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.banyan.pool.worker.machine.PoolRules;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.pool.worker.machine.Recycling;
import io.banyan.pool.worker.machine.RetryOn;
import io.banyan.pool.worker.machine.WhenCancelled;
import io.banyan.pool.worker.machine.WhenFull;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.supervision.config.DeclarationLoader;
import io.banyan.supervision.config.LoadResult;
import io.banyan.supervision.spec.ChildDefinition.SupervisorChild;
import io.banyan.supervision.spec.ChildSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolSectionTest {

  @TempDir private Path folder;

  private LoadResult load(String content) {
    try {
      Path file =
          Files.writeString(folder.resolve("application.conf"), "banyan {\n" + content + "\n}");
      return DeclarationLoader.load(file, Map.of(), List.of(new PoolSection()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> mistakes(String content) {
    return ((LoadResult.Invalid) load(content))
        .mistakes().stream().map(one -> one.text().replace(folder + "/", "")).toList();
  }

  private ChildSpec only(String content) {
    List<ChildSpec> children = ((LoadResult.Loaded) load(content)).declaration().tree().children();
    assertThat(children).hasSize(1);
    return children.get(0);
  }

  private static PoolDefinition<?, ?> pool(ChildSpec child) {
    return (PoolDefinition<?, ?>)
        ((SupervisorChild) child.definition()).supervisor().children().get(1).definition();
  }

  @Test
  void reads_every_key() {
    ChildSpec child =
        only(
            """
            pools.thumbs {
              command = [python3, worker.py]
              workers { min = 0, max = 4 }
              protocol = json-lines
              queue { size = 7, when-full = drop-oldest }
              task-timeout = 30s
              attempts = 3
              retry-on = [crash, timeout, failure]
              when-cancelled = let-run
              recycle { tasks = 100, memory = 64MiB, after = 1h }
              idle = 5s
              drain = 1m
              backoff { initial = 1s, max = 2s, factor = 3, jitter = 0, reset-after = 4s }
              broken-after = 6
              env { A = b }
            }
            """);

    assertThat(child.id()).isEqualTo("thumbs");
    PoolRules rules = pool(child).rules();
    assertThat(rules.size()).isEqualTo(new PoolSize(0, 4));
    assertThat(rules.queueSize()).isEqualTo(7);
    assertThat(rules.whenFull()).isEqualTo(WhenFull.DROP_OLDEST);
    assertThat(rules.tasks().timeout()).contains(Duration.ofSeconds(30));
    assertThat(rules.tasks().attempts()).isEqualTo(3);
    assertThat(rules.tasks().retryOn()).isEqualTo(Set.of(RetryOn.values()));
    assertThat(rules.tasks().whenCancelled()).isEqualTo(WhenCancelled.LET_RUN);
    assertThat(rules.recycling())
        .isEqualTo(
            new Recycling(
                OptionalInt.of(100), OptionalLong.of(64 << 20), Optional.of(Duration.ofHours(1))));
    assertThat(rules.idle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rules.drain()).isEqualTo(Duration.ofMinutes(1));
    assertThat(rules.trouble().brokenAfter()).isEqualTo(6);
    assertThat(rules.trouble().backoff().factor()).isEqualTo(3);
    ProcessWorkers workers = (ProcessWorkers) pool(child).workers();
    assertThat(workers.protocol()).isEqualTo(WireProtocol.JSON_LINES);
    assertThat(workers.process().stdin()).isEqualTo(StdinSource.PIPE);
    assertThat(workers.process().directory()).isEqualTo(folder);
  }

  @Test
  void takes_the_rest_from_the_defaults_of_the_file_and_of_the_module() {
    PoolRules rules =
        pool(only("defaults.pool { workers = 3, queue.size = 5 }\npools.a.command = x")).rules();

    assertThat(rules.size()).isEqualTo(PoolSize.fixed(3));
    assertThat(rules.queueSize()).isEqualTo(5);
    assertThat(rules.whenFull()).isEqualTo(WhenFull.REFUSE);
    assertThat(rules).isEqualTo(WorkerPool.rules(PoolSize.fixed(3)).withQueue(5, WhenFull.REFUSE));
  }

  @Test
  void the_same_twice_is_equal() {
    String content = "pools.a { command = [x, y], workers = 2, env { A = b } }";

    assertThat(only(content)).isEqualTo(only(content));
    assertThat(only(content)).isNotEqualTo(only(content.replace("workers = 2", "workers = 3")));
  }

  @Test
  void tells_every_mistake() {
    assertThat(
            mistakes(
                """
                tree.children = [{ id = a-2, command = x }]
                pools {
                  a { command = x, workers = 2 }
                  b { workers { min = 3, max = 2 }, attempts = 0, stdin = pipe
                    retry-on = [crash, boredom]
                    quue.size = 3 }
                  c { command = x, stdout.when-full = drop, on-runtime-death = adopt,
                    pid-file = yes
                    backoff { initial = 2s, max = 1s }, restart = permanent }
                }
                defaults.pool.idle = 5
                """))
        .satisfiesExactly(
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:4: banyan.pools.a: duplicate id a-2, first used in"
                            + " application.conf:2"),
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:5: banyan.pools.b.attempts: must be a whole number of at"
                            + " least 1, not \"0\""),
            m -> assertThat(m).isEqualTo("application.conf:5: banyan.pools.b.command: is missing"),
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:5: banyan.pools.b.stdin: is for other processes: a pool"
                            + " writes its tasks there"),
            m ->
                assertThat(m)
                    .isEqualTo("application.conf:5: banyan.pools.b.workers.max: is less than min"),
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:6: banyan.pools.b.retry-on: must be of crash, timeout,"
                            + " failure, not \"boredom\""),
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:7: banyan.pools.b.quue: unknown key; did you mean"
                            + " queue?"),
            m -> assertThat(m).startsWith("application.conf:8: banyan.pools.c.on-runtime-death: "),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:8: banyan.pools.c.stdout.when-full: must be block"),
            m -> assertThat(m).startsWith("application.conf:9: banyan.pools.c.pid-file: "),
            m ->
                assertThat(m)
                    .isEqualTo(
                        "application.conf:10: banyan.pools.c.backoff.max: is shorter than initial"),
            m ->
                assertThat(m)
                    .startsWith("application.conf:10: banyan.pools.c.restart: unknown key"),
            m ->
                assertThat(m)
                    .startsWith(
                        "application.conf:12: banyan.defaults.pool.idle: a duration needs a unit"));
  }
}
