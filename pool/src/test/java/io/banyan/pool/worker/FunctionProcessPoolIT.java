package io.banyan.pool.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.banyan.pool.function.FunctionProcesses;
import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.pool.worker.machine.TaskRules;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionProcessPoolIT {

  private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "pools");
  private final ProcessRuntime runtime =
      ProcessRuntime.start(ConfigFactory.load(), System.getenv());
  private final FunctionProcesses functions = FunctionProcesses.of(system, runtime);
  private final SupervisionTree tree =
      SupervisionTree.declare(
          system,
          "functions",
          new SupervisorSpec(
              Strategy.ONE_FOR_ONE, new RestartLimit(3, Duration.ofSeconds(5)), List.of()),
          new TreePorts(runtime.ports(), System::nanoTime));

  @BeforeEach
  void begin() {
    tree.begin();
  }

  @AfterEach
  void down() {
    get(tree.shutdown(false));
    functions.close();
    runtime.close();
    system.terminate();
  }

  private static <V> V get(CompletionStage<V> stage) {
    return stage.toCompletableFuture().copy().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** In the other JVM. */
  static String work(String task) {
    if (task.equals("exit")) {
      System.exit(3);
    } else if (task.equals("throw")) {
      throw new IllegalStateException("no luck");
    }
    return task + " by " + ProcessHandle.current().pid();
  }

  private Pool<String, String> pool() {
    return Await.value(
            "the pool",
            () -> {
              try {
                return Optional.of(
                    get(
                        WorkerPool.in(
                            tree,
                            ChildPath.ROOT,
                            "work",
                            WorkerPool.Kind.functionProcesses(
                                WorkerPool.rules(PoolSize.fixed(1))
                                    .withTasks(TaskRules.ONCE.withAttempts(2)),
                                functions,
                                FunctionProcessPoolIT::work))));
              } catch (RuntimeException notYet) {
                return Optional.<Pool<String, String>>empty();
              }
            },
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void tasks_are_done_in_other_jvms_which_are_replaced_when_they_crash() {
    Pool<String, String> pool = pool();

    String first = pool.submitAwait("a");
    assertThat(first).startsWith("a by ").doesNotContain("by " + ProcessHandle.current().pid());
    assertThat(pool.submitAwait("a")).isEqualTo(first);
    assertThatThrownBy(() -> pool.submitAwait("throw"))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("no luck");
    assertThat(pool.submitAwait("a")).isEqualTo(first);

    TaskOutcome<String> exit = pool.submit("exit").tryAwait();

    assertThat(exit.course().attempts()).isEqualTo(2);
    assertThat(pool.submitAwait("a")).startsWith("a by ").isNotEqualTo(first);
    assertThat(runtime.view().get(new ChildPath("work/work-workers/work-1"))).isPresent();
    pool.close();
    assertThat(runtime.view().get(new ChildPath("work"))).isEmpty();
  }
}
