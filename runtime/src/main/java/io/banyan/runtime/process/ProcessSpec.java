package io.banyan.runtime.process;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.probe.Probes;
import java.nio.file.Path;
import java.util.Set;

/**
 * How one process is run and ended; the same for all its incarnations.
 *
 * @param command what is run
 * @param directory working directory, absolute
 * @param environment changes to the runtime's variables
 * @param stopSignal what asks it to end
 * @param shutdown how long it may take then, and how long the rest of its group may take after it
 *     has gone
 * @param successExitCodes exit codes that mean success
 * @param output what becomes of what it writes
 * @param options what is changed about it before its program runs
 * @param limits how much it may take
 * @param stdin where its standard input comes from
 * @param escaped what becomes of descendants that left its group when it has ended
 * @param probes how it is known to be ready and well
 */
public record ProcessSpec(
    ProcessCommand command,
    Path directory,
    Environment environment,
    Signal stopSignal,
    Shutdown shutdown,
    Set<Integer> successExitCodes,
    OutputSpec output,
    LaunchOptions options,
    Limits limits,
    StdinSource stdin,
    Escaped escaped,
    Probes probes) {

  public ProcessSpec {
    successExitCodes = Set.copyOf(successExitCodes);
  }

  /** Ready as soon as it is launched. */
  public ProcessSpec(
      ProcessCommand command,
      Path directory,
      Environment environment,
      Signal stopSignal,
      Shutdown shutdown,
      Set<Integer> successExitCodes,
      OutputSpec output,
      LaunchOptions options,
      Limits limits,
      StdinSource stdin,
      Escaped escaped) {
    this(
        command,
        directory,
        environment,
        stopSignal,
        shutdown,
        successExitCodes,
        output,
        options,
        limits,
        stdin,
        escaped,
        Probes.NONE);
  }

  /** Without launch options and limits; it reads nothing; what left its group is ended. */
  public ProcessSpec(
      ProcessCommand command,
      Path directory,
      Environment environment,
      Signal stopSignal,
      Shutdown shutdown,
      Set<Integer> successExitCodes,
      OutputSpec output) {
    this(
        command,
        directory,
        environment,
        stopSignal,
        shutdown,
        successExitCodes,
        output,
        LaunchOptions.NONE,
        Limits.NONE,
        StdinSource.NULL,
        Escaped.KILL);
  }

  /** The same, but this is run. */
  public ProcessSpec withCommand(ProcessCommand changed) {
    return with(changed, environment, output);
  }

  /** The same, but these are its variables. */
  public ProcessSpec withEnvironment(Environment changed) {
    return with(command, changed, output);
  }

  /** The same, but this becomes of what it writes. */
  public ProcessSpec withOutput(OutputSpec changed) {
    return with(command, environment, changed);
  }

  private ProcessSpec with(ProcessCommand runs, Environment variables, OutputSpec writes) {
    return new ProcessSpec(
        runs,
        directory,
        variables,
        stopSignal,
        shutdown,
        successExitCodes,
        writes,
        options,
        limits,
        stdin,
        escaped,
        probes);
  }

  /** The same, but this is asked of it. */
  public ProcessSpec withProbes(Probes asked) {
    return new ProcessSpec(
        command,
        directory,
        environment,
        stopSignal,
        shutdown,
        successExitCodes,
        output,
        options,
        limits,
        stdin,
        escaped,
        asked);
  }
}
