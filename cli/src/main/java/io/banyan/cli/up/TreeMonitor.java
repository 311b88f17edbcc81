package io.banyan.cli.up;

import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.inspect.ProcessInspectors;
import io.banyan.runtime.monitor.MonitorPorts;
import io.banyan.runtime.monitor.MonitorSettings;
import io.banyan.runtime.monitor.ResourceMonitor;
import io.banyan.runtime.monitor.UsageView;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/** Watches what the processes of a tree use, and does to the tree what their alerts want done. */
final class TreeMonitor implements AutoCloseable {

  private final UsageView usage;
  private final CompletableFuture<SupervisionTree> tree = new CompletableFuture<>();
  private Optional<ResourceMonitor.Running> running = Optional.empty();

  private TreeMonitor(UsageView usage) {
    this.usage = usage;
  }

  /** Begins, if that is wanted, before the tree is declared: it has to hear every fact. */
  static TreeMonitor start(
      ActorSystem<?> system, TreeDeclaration declaration, ProcessRuntime processes) {
    MonitorSettings settings = declaration.monitor();
    TreeMonitor monitor = new TreeMonitor(new UsageView(settings.history()));
    if (settings.enabled()) {
      processes.events().subscribe(monitor.usage);
      Path folder = Optional.ofNullable(declaration.file().getParent()).orElse(Path.of("/"));
      MonitorPorts ports =
          new MonitorPorts(
              processes.events(),
              processes.ports(),
              ProcessInspectors.sampler(),
              System::nanoTime,
              folder,
              monitor::restart);
      monitor.running =
          Optional.of(ResourceMonitor.start(system, "banyan-monitor", settings, ports));
    }
    return monitor;
  }

  /** This is the tree. */
  void steer(SupervisionTree declared) {
    tree.complete(declared);
  }

  /** What its processes have used lately. */
  UsageView usage() {
    return usage;
  }

  @Override
  public void close() {
    running.ifPresent(ResourceMonitor.Running::close);
  }

  private CompletionStage<String> restart(ChildPath path, int incarnation) {
    return tree.thenCompose(known -> known.restartOf(path, incarnation))
        .thenApply(TreeMonitor::words);
  }

  private static String words(OperationResult result) {
    if (result instanceof OperationResult.Failed failed) {
      return "failed: " + failed.reason();
    } else if (result instanceof OperationResult.AlreadyStopped) {
      return "not restarted: it was ending already";
    } else if (result instanceof OperationResult.NotFound) {
      return "not restarted: it is no child any more";
    }
    return "restarted";
  }
}
