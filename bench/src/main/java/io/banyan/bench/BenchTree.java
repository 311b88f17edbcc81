package io.banyan.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.channels.exchange.Exchanges;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.lifecycle.TreeView;
import io.banyan.runtime.monitor.MonitorPorts;
import io.banyan.runtime.monitor.MonitorSettings;
import io.banyan.runtime.monitor.ResourceMonitor;
import io.banyan.runtime.monitor.UsageView;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A one-for-one tree wired like a user's: guardian, event hub, view and all. */
final class BenchTree implements AutoCloseable {

  static final List<String> IDLE = List.of("/bin/sleep", "1000000");

  private static final int SAMPLES = 120;

  private final ActorSystem<Void> system;
  private final ProcessRuntime runtime;
  private int trees;
  private Optional<SupervisionTree> tree = Optional.empty();

  private BenchTree(Config config) {
    system = ActorSystem.create(Behaviors.empty(), "bench", config);
    runtime = ProcessRuntime.start(config, System.getenv());
  }

  /** An actor system and a runtime without children. */
  static BenchTree create(String engine, Duration guardianGrace) {
    String settings =
        "banyan.engine.kind = %s, banyan.guardian.grace = %dms"
            .formatted(engine, guardianGrace.toMillis());
    return Cleanup.keep(
        new BenchTree(ConfigFactory.parseString(settings).withFallback(ConfigFactory.load())));
  }

  /** Starts a tree of these children and waits until all are up. */
  void start(List<ChildSpec> children) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(1);
    SupervisorSpec root =
        new SupervisorSpec(
            Strategy.ONE_FOR_ONE,
            new RestartLimit(Integer.MAX_VALUE, Duration.ofSeconds(1)),
            children);
    try (var subscription =
        runtime
            .events()
            .subscribe(
                recorded -> {
                  if (recorded.event() instanceof ProcessEvent.Ready up && up.path().isRoot()) {
                    ready.countDown();
                  }
                })) {
      TreePorts ports = new TreePorts(runtime.ports(), System::nanoTime);
      tree = Optional.of(SupervisionTree.start(system, "bench-" + ++trees, root, ports));
      if (!ready.await(10, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the tree did not come up");
      }
    }
  }

  /** Looks at all children from now on; to be called before they are started. */
  AutoCloseable monitor(Duration interval) {
    runtime.events().subscribe(new UsageView(SAMPLES));
    return ResourceMonitor.start(
        system,
        "monitor",
        new MonitorSettings(true, interval, SAMPLES, 1, 0),
        new MonitorPorts(
            runtime.events(),
            runtime.ports(),
            ProcessInspectors.sampler(),
            System::nanoTime,
            Path.of("/"),
            (path, incarnation) -> CompletableFuture.completedFuture("not restarted")));
  }

  /** Exchanges with its children. */
  Exchanges exchanges() {
    return Exchanges.start(runtime.ports().outputs(), system.settings().config());
  }

  TreeView view() {
    return runtime.view();
  }

  /** Stops the tree in order, or at once. */
  void stop(boolean brutal) throws Exception {
    if (tree.isPresent()) {
      tree.get().shutdown(brutal).toCompletableFuture().get(10, TimeUnit.MINUTES);
      tree = Optional.empty();
    }
  }

  @Override
  public void close() throws Exception {
    // Nothing waits for actors here: this runs at Ctrl-C too, when they may be in the middle of it.
    runtime.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  static ChildSpec child(String id, List<String> command) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 1000);
    ProcessSpec process =
        new ProcessSpec(
            new ProcessCommand.Argv(command),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            Shutdown.within(Duration.ofSeconds(10)),
            Set.of(0),
            new OutputSpec(stream, stream));
    return ChildSpec.of(id, new ChildDefinition.ProcessChild(process, false));
  }

  static List<ChildSpec> idleChildren(int count) {
    List<ChildSpec> children = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      children.add(child("idle-" + i, IDLE));
    }
    return children;
  }
}
