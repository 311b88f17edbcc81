package io.banyan.samples.embedding;

import com.typesafe.config.Config;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.event.EventHub;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.supervision.actor.ActorDefinition;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreePorts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * A till, which is an actor, and a clock, which is a process, under one supervisor in somebody
 * else's actor system. Linked: when the clock crashes, so does the till. Safe from any thread.
 */
final class Kiosk implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ChildPath TILL = new ChildPath("till");
  private static final ChildPath CLOCK = new ChildPath("clock");

  private final ActorSystem<?> system;
  private final ProcessRuntime runtime;
  private final SupervisionTree tree;

  private Kiosk(ActorSystem<?> system, String name) {
    this.system = system;
    Config config = system.settings().config();
    runtime = ProcessRuntime.start(config, System.getenv());
    tree =
        SupervisionTree.declare(
            system, name, root(config), new TreePorts(runtime.ports(), System::nanoTime));
  }

  private static SupervisorSpec root(Config config) {
    ProcessSpec clock = ProcessSpec.of(config.getStringList("kiosks.clock"));
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE,
        new RestartLimit(3, Duration.ofSeconds(5)),
        List.of(
            ChildSpec.of("clock", ProcessChild.daemon(clock)),
            ChildSpec.of(
                    "till",
                    ActorDefinition.of(life -> Till.create())
                        .stoppedBy(Till.Close.CLOSE)
                        .accepting(Till.Command.class))
                .withLinks(Set.of("clock"))));
  }

  /**
   * Opens one; completes when all of it is ready.
   *
   * @param name unique in the actor system
   */
  static CompletionStage<Kiosk> open(ActorSystem<?> system, String name) {
    Kiosk kiosk = new Kiosk(system, name);
    CompletionStage<Void> ready = kiosk.nextReady(ChildPath.ROOT);
    kiosk.tree.begin();
    return ready.thenApply(all -> kiosk);
  }

  /** Sells one; answers with all that the present incarnation of the till has sold. */
  CompletionStage<Integer> sell() {
    ActorRef<Till.Command> till =
        tree.bonds()
            .ref(TILL, Till.Command.class)
            .orElseThrow(() -> new IllegalStateException("the till is closed"));
    return AskPattern.ask(till, me -> new Till.Sell(1, me), PATIENCE, system.scheduler());
  }

  /** Kills the clock's process; completes when the next till is ready. */
  CompletionStage<Void> crash() {
    CompletionStage<Void> back = nextReady(TILL);
    CompletionStage<OperationResult> killed = tree.signal(CLOCK, Signal.KILL);
    return killed.thenCombine(back, (result, ready) -> ready);
  }

  /** Facts come to whoever subscribes to them, in order. */
  private CompletionStage<Void> nextReady(ChildPath path) {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    EventHub.Subscription subscription =
        runtime
            .events()
            .subscribe(
                recorded -> {
                  if (recorded.event() instanceof ProcessEvent.Ready event
                      && event.path().equals(path)) {
                    ready.complete(null);
                  }
                });
    tree.whenEnded()
        .thenAccept(end -> ready.completeExceptionally(new IllegalStateException("ended: " + end)));
    return ready.whenComplete((done, failure) -> subscription.close());
  }

  /** Ends both in reverse order; waits for that. */
  @Override
  public void close() {
    tree.shutdown(false).toCompletableFuture().join();
    runtime.close();
  }
}
