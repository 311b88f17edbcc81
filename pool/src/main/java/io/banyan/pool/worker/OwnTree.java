package io.banyan.pool.worker;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.output.ProcessOutputs;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.supervision.tree.TreePorts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A tree for one pool of functions, in an actor system of its own, without processes. Its threads
 * do not keep the JVM alive.
 */
final class OwnTree {

  private static final RestartLimit LIMIT = new RestartLimit(3, Duration.ofSeconds(5));
  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          pekko.daemonic = on
          pekko.jvm-shutdown-hooks = off
          pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
          """);

  private OwnTree() {}

  /**
   * Starts it and waits until tasks can be handed in.
   *
   * @throws IllegalStateException when that cannot be
   */
  static <T, R> void start(PoolDefinition<T, R> pool, Front<T, R> front) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(), "banyan-pool", CONFIG.withFallback(ConfigFactory.load()));
    EventHub events = new EventHub(Clock.systemUTC());
    ProcessOutputs outputs = new ProcessOutputs(Clock.systemUTC(), events);
    ProcessPorts ports =
        new ProcessPorts(new NoProcesses(), events, outputs, Map.of(), Duration.ZERO);
    SupervisionTree tree =
        SupervisionTree.start(
            system,
            pool.name(),
            new SupervisorSpec(Strategy.ONE_FOR_ONE, LIMIT, List.of(pool.spec())),
            new TreePorts(ports, System::nanoTime));
    CompletableFuture<TreeEnd> ended = tree.whenEnded().toCompletableFuture();
    ended.whenComplete(
        (end, failure) -> {
          outputs.close();
          system.terminate();
        });
    front.endedBy(() -> tree.shutdown(false).thenCompose(end -> system.getWhenTerminated()));
    CompletableFuture.anyOf(front.begun(), ended).join();
    if (!front.begun().isDone()) {
      throw new IllegalStateException(pool.name() + " could not be started: " + ended.join());
    }
  }
}
