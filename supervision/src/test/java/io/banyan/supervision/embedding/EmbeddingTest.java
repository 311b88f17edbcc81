package io.banyan.supervision.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.fixture.Await;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.supervision.tree.TreePorts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Compiles and runs what docs/embedding.md shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddingTest {

  private final ActorTestKit testKit = ActorTestKit.create(ConfigFactory.load());
  private final BlockingQueue<ActorRef<String>> workers = new LinkedBlockingQueue<>();

  @AfterAll
  void end() {
    testKit.shutdownTestKit();
  }

  // tag::sample
  /** Brings a tree into an actor system that is there already, and leaves it running. */
  static final class Embedded implements AutoCloseable {

    private final ProcessRuntime runtime;
    private final SupervisionTree tree;

    Embedded(ActorSystem<?> system, String name, SupervisorSpec root) {
      runtime = ProcessRuntime.start(system.settings().config(), System.getenv());
      tree =
          SupervisionTree.start(
              system, name, root, new TreePorts(runtime.ports(), System::nanoTime));
    }

    EventHub events() {
      return runtime.events();
    }

    Optional<ChildSnapshot> child(String path) {
      return runtime.view().get(new ChildPath(path));
    }

    SupervisionTree tree() {
      return tree;
    }

    @Override
    public void close() {
      tree.shutdown(false).thenRun(runtime::close);
    }
  }

  static SupervisorSpec root(Behavior<String> worker) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE,
        new RestartLimit(3, Duration.ofSeconds(5)),
        List.of(ChildSpec.of("worker", ActorDefinition.of(life -> worker).stoppedBy("stop"))));
  }

  // end::sample

  @Test
  void two_runtimes_in_one_actor_system_share_nothing() {
    try (Embedded first = new Embedded(testKit.system(), "first", root(worker()));
        Embedded second = new Embedded(testKit.system(), "second", root(worker()))) {
      awaitStatus(first, "Running");
      awaitStatus(second, "Running");
      ActorRef<String> crashing = workerOf("banyan-first");

      crashing.tell("throw");

      awaitStatus(first, "Running [restarts: 1]");
      awaitStatus(second, "Running");
      assertThat(get(first.tree().shutdown(false))).isEqualTo(new TreeEnd.ShutDown());
      awaitStatus(first, "Stopped [restarts: 1]");
      awaitStatus(second, "Running");
      assertThat(get(second.tree().restart(new ChildPath("worker"), Optional.empty())))
          .hasToString("Started[]");
      assertThat(get(second.tree().shutdown(false))).isEqualTo(new TreeEnd.ShutDown());
    }
  }

  @Test
  void the_actor_system_outlives_its_trees() {
    try (Embedded only = new Embedded(testKit.system(), "only", root(worker()))) {
      awaitStatus(only, "Running");
      get(only.tree().shutdown(false));

      assertThat(testKit.system().whenTerminated().isCompleted()).isFalse();
    }
  }

  private Behavior<String> worker() {
    return Behaviors.setup(
        context -> {
          workers.add(context.getSelf());
          return Behaviors.receive(String.class)
              .onMessageEquals("stop", Behaviors::stopped)
              .onMessageEquals(
                  "throw",
                  () -> {
                    throw new IllegalStateException("thrown on purpose");
                  })
              .build();
        });
  }

  private ActorRef<String> workerOf(String tree) {
    return Await.value(
        "the worker of " + tree,
        () ->
            workers.stream()
                .filter(worker -> worker.path().toString().contains(tree))
                .findFirst()
                .orElse(null),
        found -> found != null);
  }

  private static void awaitStatus(Embedded embedded, String status) {
    Await.value(
        "the worker to be " + status,
        () -> embedded.child("worker").map(ChildSnapshot::status).orElse("unknown"),
        status::equals);
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
