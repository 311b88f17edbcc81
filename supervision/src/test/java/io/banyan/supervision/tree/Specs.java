package io.banyan.supervision.tree;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.probe.Probes;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.Backoff;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Short ways to say what a test supervises. */
final class Specs {

  static final Duration GRACE = Duration.ofSeconds(10);

  private Specs() {}

  static SupervisorSpec supervisor(Strategy strategy, ChildSpec... children) {
    return new SupervisorSpec(
        strategy, new RestartLimit(3, Duration.ofSeconds(5)), List.of(children));
  }

  static ChildSpec below(String id, SupervisorSpec supervisor) {
    return ChildSpec.of(id, new ChildDefinition.SupervisorChild(supervisor, Shutdown.infinity()));
  }

  /** A permanent process whose program has the same name. */
  static ChildSpec process(String id) {
    return process(id, List.of(id));
  }

  static ChildSpec process(String id, List<String> command) {
    return process(id, command, Duration.ZERO, GRACE);
  }

  /** Waits so long before each restart. */
  static ChildSpec restartedAfter(String id, List<String> command, Duration delay) {
    return process(id, command, delay, GRACE);
  }

  /** Gives it little time to end. */
  static ChildSpec impatient(String id, List<String> command, Duration grace) {
    return process(id, command, Duration.ZERO, grace);
  }

  /** What leaves its group is treated so; it, too, gets little time to end. */
  static ChildSpec escaping(String id, List<String> command, Duration grace, Escaped escaped) {
    return process(id, command, Duration.ZERO, grace, escaped);
  }

  /** A permanent process that is asked how it is. */
  static ChildSpec probed(String id, Probes probes) {
    ChildDefinition.ProcessChild child = (ChildDefinition.ProcessChild) process(id).definition();
    return ChildSpec.of(
        id, new ChildDefinition.ProcessChild(child.process().withProbes(probes), child.task()));
  }

  private static ChildSpec process(
      String id, List<String> command, Duration restartDelay, Duration grace) {
    return process(id, command, restartDelay, grace, Escaped.KILL);
  }

  private static ChildSpec process(
      String id, List<String> command, Duration restartDelay, Duration grace, Escaped escaped) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 100);
    ProcessSpec process =
        new ProcessSpec(
            new ProcessCommand.Argv(command),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            Shutdown.within(grace),
            Set.of(0),
            new OutputSpec(stream, stream),
            LaunchOptions.NONE,
            Limits.NONE,
            StdinSource.NULL,
            escaped);
    return ChildSpec.of(id, new ChildDefinition.ProcessChild(process, false))
        .withRestart(RestartPolicy.PERMANENT.withBackoff(Backoff.constant(restartDelay)));
  }
}
