package io.banyan.cli.up;

import io.banyan.runtime.engine.EngineSettings;
import io.banyan.runtime.engine.ProcessEngine;
import io.banyan.runtime.engine.ProcessEngines;
import io.banyan.runtime.process.ProcessPorts;
import io.banyan.supervision.config.TreeDeclaration;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Starts a tree of real processes: here engine, actors and facts are wired together. */
final class ProcessTreeStarter implements TreeStarter {

  private static final Duration SYSTEM_END_LIMIT = Duration.ofSeconds(10);

  private final Map<String, String> environment;

  /**
   * @param environment the variables that processes inherit
   */
  ProcessTreeStarter(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public RunningTree start(Request request) {
    TreeDeclaration declaration = request.declaration();
    ProcessEngine engine = ProcessEngines.create(EngineSettings.from(request.config()));
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "banyan", request.config());
    ProcessPorts process =
        new ProcessPorts(
            engine,
            request.events(),
            request.outputs(),
            environment,
            request.config().getDuration("banyan.process.output-drain-limit"));
    SupervisionTree tree =
        SupervisionTree.start(
            system,
            declaration.name(),
            declaration.tree(),
            new TreePorts(process, System::nanoTime));
    return new RunningTree(system, tree, () -> close(system, engine));
  }

  private static void close(ActorSystem<Void> system, ProcessEngine engine) {
    system.terminate();
    Waiting.atMost(SYSTEM_END_LIMIT, system.getWhenTerminated());
    engine.close();
  }
}
