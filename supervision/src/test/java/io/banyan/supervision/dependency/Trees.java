package io.banyan.supervision.dependency;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.ChildDefinition;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.Dependency;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Short ways to declare what depends on what. */
final class Trees {

  private Trees() {}

  static SupervisorSpec root(ChildSpec... children) {
    return root(List.of(children));
  }

  static SupervisorSpec root(List<ChildSpec> children) {
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE, new RestartLimit(3, Duration.ofSeconds(5)), children);
  }

  static ChildSpec supervisor(String id, ChildSpec... children) {
    return ChildSpec.of(
        id, new ChildDefinition.SupervisorChild(root(children), Shutdown.infinity()));
  }

  /** A daemon that depends on others being ready. */
  static ChildSpec daemon(String id, String... on) {
    return process(id, false).withDependsOn(Stream.of(on).map(Trees::ready).toList());
  }

  static ChildSpec task(String id, String... on) {
    return process(id, true).withDependsOn(Stream.of(on).map(Trees::ready).toList());
  }

  static Dependency ready(String id) {
    return new Dependency(id, Dependency.State.READY, false);
  }

  private static ChildSpec process(String id, boolean task) {
    StreamSpec stream = new StreamSpec(Optional.empty(), 1);
    ProcessSpec process =
        new ProcessSpec(
            new ProcessCommand.Shell(":"),
            Path.of("/"),
            Environment.INHERITED,
            Signal.TERM,
            Shutdown.brutalKill(),
            Set.of(0),
            new OutputSpec(stream, stream));
    return ChildSpec.of(id, new ChildDefinition.ProcessChild(process, task));
  }
}
