package io.banyan.cli.run;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.banyan.cli.console.Console;
import io.banyan.cli.up.SystemSettings;
import io.banyan.cli.up.Waiting;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ProcessEvent;
import io.banyan.runtime.event.RecordedEvent;
import io.banyan.runtime.process.ProcessRuntime;
import io.banyan.supervision.tree.SupervisionTree;
import io.banyan.supervision.tree.TreeEnd;
import io.banyan.supervision.tree.TreePorts;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One command, from its start to its end, in this JVM. Nothing of it outlives that. */
public final class SingleRun {

  private static final String NAME = "run";
  private static final Duration SYSTEM_END_LIMIT = Duration.ofSeconds(10);

  private final Console console;
  private final RunPlan plan;
  private volatile LastEnd last = LastEnd.NONE;

  public SingleRun(Console console, RunPlan plan) {
    this.console = console;
    this.plan = plan;
  }

  /**
   * Runs it and waits for its end. The answer is its exit code, 128 and more for a signal, 126 or
   * 127 when it could not be started.
   */
  public int run() {
    Config config = config();
    ProcessRuntime processes = ProcessRuntime.start(config, console.env());
    try {
      processes.events().subscribe(this::note);
      return run(processes, config);
    } finally {
      processes.close();
    }
  }

  private int run(ProcessRuntime processes, Config config) {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "banyan", config);
    try {
      SupervisionTree tree =
          SupervisionTree.declare(
              system, NAME, plan.tree(), new TreePorts(processes.ports(), System::nanoTime));
      Passing passing = new Passing(tree);
      PassedSignals.handle(passing::pass);
      tree.begin();
      return told(Waiting.forEver(tree.whenEnded()));
    } finally {
      system.terminate();
      Waiting.atMost(SYSTEM_END_LIMIT, system.getWhenTerminated());
    }
  }

  private void note(RecordedEvent recorded) {
    if (recorded.event() instanceof ProcessEvent.Ended ended && ended.path().equals(plan.path())) {
      last = LastEnd.of(ended);
    }
  }

  private int told(TreeEnd end) {
    if (end instanceof TreeEnd.GaveUp gaveUp && !plan.restarts().never()) {
      console.complain("gave up: " + gaveUp.reason());
    } else {
      last.toTell(plan.program()).ifPresent(console::complain);
    }
    return last.exitCode();
  }

  private static Config config() {
    return SystemSettings.over(
            ConfigFactory.parseString("pekko.loglevel = OFF")
                .withFallback(ConfigFactory.defaultReference()))
        .resolve();
  }

  /**
   * What becomes of signals: TERM asks the command to end, a second one kills it. All others it
   * gets as they are, and what comes of that is its own affair; but INT and HUP mean the end of one
   * that would be started again.
   */
  private final class Passing {
    private final SupervisionTree tree;
    private boolean asked;

    Passing(SupervisionTree tree) {
      this.tree = tree;
    }

    synchronized void pass(Signal signal) {
      boolean ends =
          signal.equals(Signal.TERM)
              || (!plan.restarts().never()
                  && (signal.equals(Signal.INT) || signal.equals(Signal.HUP)));
      if (ends) {
        tree.shutdown(asked);
        asked = true;
      } else {
        tree.signal(plan.path(), signal);
      }
    }
  }
}
