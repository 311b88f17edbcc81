package io.banyan.cli.run;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.output.WhenFull;
import io.banyan.runtime.process.Environment;
import io.banyan.runtime.process.ProcessCommand;
import io.banyan.runtime.process.ProcessSpec;
import io.banyan.runtime.process.Shutdown;
import io.banyan.supervision.spec.AutoShutdown;
import io.banyan.supervision.spec.ChildDefinition.ProcessChild;
import io.banyan.supervision.spec.ChildSpec;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.spec.RestartPolicy;
import io.banyan.supervision.spec.RestartType;
import io.banyan.supervision.spec.Strategy;
import io.banyan.supervision.spec.SupervisorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is run, and how.
 *
 * @param command program and arguments
 * @param directory working directory, absolute
 * @param environment changes to the variables of this process
 * @param options what is changed about it before it runs
 * @param limits how much it may take
 * @param ending how it is asked to end
 * @param restarts whether it is started again when it has ended by itself
 */
public record RunPlan(
    List<String> command,
    Path directory,
    Environment environment,
    LaunchOptions options,
    Limits limits,
    Ending ending,
    Restarts restarts) {

  /** For the panic message in a crash reason. */
  private static final int KEEP_LINES = 50;

  public RunPlan {
    command = List.copyOf(command);
  }

  /**
   * How it is asked to end.
   *
   * @param signal what it gets first
   * @param grace how long it may take before it is killed
   */
  public record Ending(Signal signal, Duration grace) {}

  /**
   * Whether it is started again.
   *
   * @param type {@link RestartType#TEMPORARY} for never
   * @param limit how often, before that is given up
   */
  public record Restarts(RestartType type, RestartLimit limit) {
    boolean never() {
      return type == RestartType.TEMPORARY;
    }
  }

  /** Where it is in its tree: under the name of its program, when that can be an id. */
  ChildPath path() {
    return new ChildPath(ChildPath.ID.matcher(program()).matches() ? program() : "command");
  }

  /** The name of the program, for people. */
  String program() {
    Path name = Path.of(command.get(0)).getFileName();
    return name == null ? command.get(0) : name.toString();
  }

  /** A supervisor that ends with the command. */
  SupervisorSpec tree() {
    boolean ends = restarts.type() != RestartType.PERMANENT;
    ChildSpec child =
        ChildSpec.of(path().toString(), ProcessChild.task(process()))
            .withRestart(RestartPolicy.of(restarts.type()))
            .withSignificant(ends);
    return new SupervisorSpec(
        Strategy.ONE_FOR_ONE,
        restarts.limit(),
        ends ? AutoShutdown.ANY : AutoShutdown.NEVER,
        List.of(child));
  }

  private ProcessSpec process() {
    StreamSpec stream = new StreamSpec(Optional.empty(), KEEP_LINES, WhenFull.BLOCK, true);
    return new ProcessSpec(
        new ProcessCommand.Argv(command),
        directory,
        environment,
        ending.signal(),
        Shutdown.within(ending.grace()),
        Set.of(0),
        new OutputSpec(stream, stream),
        options,
        limits,
        StdinSource.INHERIT,
        Escaped.KILL);
  }
}
