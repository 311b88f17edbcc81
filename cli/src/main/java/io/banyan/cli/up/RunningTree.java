package io.banyan.cli.up;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.control.document.Version;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.control.metrics.MetricsSettings;
import io.banyan.control.metrics.RuntimeMetrics;
import io.banyan.control.work.PoolSamples;
import io.banyan.control.work.QueueSamples;
import io.banyan.pool.queue.QueuePorts;
import io.banyan.pool.queue.declared.DeclaredQueues;
import io.banyan.pool.worker.Pools;
import io.banyan.runtime.adoption.AdoptionPlace;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The tree of a declaration with everything it lives on: processes, actors, facts.
 *
 * @param system the actor system it lives in
 * @param processes engine, facts and outputs of its processes
 * @param journal what happened, now and before
 * @param monitor watches what its processes use
 * @param operations steer it
 * @param queues of tasks for its pools and for whoever takes them
 * @param metrics of all this; empty when there are to be none
 */
record RunningTree(
    ActorSystem<?> system,
    ProcessRuntime processes,
    TreeJournal journal,
    TreeMonitor monitor,
    SupervisionTree operations,
    DeclaredQueues queues,
    Optional<RuntimeMetrics> metrics)
    implements AutoCloseable {

  private static final Duration SYSTEM_END_LIMIT = Duration.ofSeconds(10);

  /**
   * Declares a tree, without starting anything of it: that is {@link SupervisionTree#begin}.
   *
   * @param environment the variables that processes inherit
   * @param place where is noted what is to outlive the runtime
   * @param progress told every fact from the first on
   * @throws RuntimeException when the launch engine that is wanted does not work here
   */
  static RunningTree declare(
      TreeDeclaration declaration,
      Map<String, String> environment,
      AdoptionPlace place,
      Consumer<RecordedEvent> progress) {
    TreeJournal.Opening opening = TreeJournal.Opening.begin(declaration);
    Config config = systemConfig(declaration);
    // First of all: one that cannot be opened, perhaps because another runtime has it, ends this.
    DeclaredQueues queues =
        DeclaredQueues.open(
            config,
            declaration.directories().state().resolve("queues").resolve(declaration.name()),
            QueuePorts.system());
    ProcessRuntime processes = ProcessRuntime.start(config, environment, place);
    Optional<RuntimeMetrics> metrics = metrics(declaration, processes);
    processes.events().subscribe(progress);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "banyan", config);
    TreeJournal journal =
        TreeJournal.start(system, declaration.name(), opening, processes.events());
    metrics.ifPresent(journal::addTo);
    processes
        .events()
        .publish(new ProcessEvent.RuntimeStarted(ChildPath.ROOT, ControlFile.thisProcess()));
    TreeMonitor monitor = TreeMonitor.start(system, declaration, processes);
    SupervisionTree tree =
        SupervisionTree.declare(
            system,
            declaration.name(),
            declaration.tree(),
            new TreePorts(processes.ports(), System::nanoTime).recalling(journal.recollection()));
    monitor.steer(tree);
    metrics.ifPresent(all -> all.addSource(new PoolSamples(Pools.of(tree))));
    metrics.ifPresent(all -> all.addSource(new QueueSamples(queues)));
    queues.feed(Pools.of(tree), QueuePorts.system());
    return new RunningTree(system, processes, journal, monitor, tree, queues, metrics);
  }

  /** The pools that are declared in it. */
  Pools pools() {
    return Pools.of(operations);
  }

  /** Ends the actor system and the engine once the tree has ended; blocks. */
  @Override
  public void close() {
    monitor.close();
    queues.close();
    if (operations.whenEnded().toCompletableFuture().isDone()) {
      processes.events().publish(new ProcessEvent.RuntimeEnded(ChildPath.ROOT));
    }
    journal.close();
    system.terminate();
    Waiting.atMost(SYSTEM_END_LIMIT, system.getWhenTerminated());
    metrics.ifPresent(RuntimeMetrics::close);
    processes.close();
  }

  private static Optional<RuntimeMetrics> metrics(
      TreeDeclaration declaration, ProcessRuntime processes) {
    MetricsSettings settings = MetricsSettings.of(declaration);
    return settings.enabled()
        ? Optional.of(
            RuntimeMetrics.follow(
                processes.events(),
                processes.view(),
                new RuntimeMetrics.About(
                    declaration.name(),
                    Version.current(),
                    processes.ports().engine().capabilities().engine(),
                    Instant.now()),
                settings))
        : Optional.empty();
  }

  /** The user's settings, but for those of the system's own end and log. */
  private static Config systemConfig(TreeDeclaration declaration) {
    return SystemSettings.over(
        ConfigFactory.parseString(
                """
                pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
                pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
                """)
            .withFallback(declaration.resolved()));
  }
}
