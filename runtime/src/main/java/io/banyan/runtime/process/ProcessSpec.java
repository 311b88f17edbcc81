package io.banyan.runtime.process;

import io.banyan.runtime.containment.Escaped;
import io.banyan.runtime.containment.OnRuntimeDeath;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.launch.LaunchOptions;
import io.banyan.runtime.limits.Limits;
import io.banyan.runtime.output.OutputSpec;
import io.banyan.runtime.output.StreamSpec;
import io.banyan.runtime.probe.Probes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param onRuntimeDeath what becomes of it when the runtime dies; to be adopted it needs a log file
 *     for each stream
 * @param reload how it is told to read its own configuration again
 * @param pidFile names its process as long as it runs; it is not launched while that names another
 *     process that runs
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
    Probes probes,
    OnRuntimeDeath onRuntimeDeath,
    Optional<ReloadAction> reload,
    Optional<Path> pidFile) {

  public ProcessSpec {
    successExitCodes = Set.copyOf(successExitCodes);
  }

  /** Without a pid file. */
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
      Escaped escaped,
      Probes probes,
      OnRuntimeDeath onRuntimeDeath,
      Optional<ReloadAction> reload) {
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
        probes,
        onRuntimeDeath,
        reload,
        Optional.empty());
  }

  /** Ready as soon as it is launched; it ends with the runtime. */
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
        Probes.NONE,
        OnRuntimeDeath.KILL,
        Optional.empty());
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

  /**
   * A program in the runtime's own directory and with its variables. TERM asks it to end, and it
   * has ten seconds for that; exit code 0 means success; its last 1,000 lines of each stream are
   * kept in memory, in no file.
   *
   * @param argv program and arguments, at least the program
   */
  public static ProcessSpec of(List<String> argv) {
    StreamSpec kept = new StreamSpec(Optional.empty(), 1000);
    return new ProcessSpec(
        new ProcessCommand.Argv(argv),
        Path.of("").toAbsolutePath(),
        new Environment(false, Map.of()),
        Signal.TERM,
        Shutdown.within(Duration.ofSeconds(10)),
        Set.of(0),
        new OutputSpec(kept, kept));
  }

  /** The same, but this is run. */
  public ProcessSpec withCommand(ProcessCommand changed) {
    return with(changed, environment, shutdown, output);
  }

  /** The same, but these are its variables. */
  public ProcessSpec withEnvironment(Environment changed) {
    return with(command, changed, shutdown, output);
  }

  /** The same, but this is its standard input. */
  public ProcessSpec withStdin(StdinSource source) {
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
        source,
        escaped,
        probes,
        onRuntimeDeath,
        reload,
        pidFile);
  }

  /** The same, but it may take so long to end. */
  public ProcessSpec withShutdown(Shutdown changed) {
    return with(command, environment, changed, output);
  }

  /** The same, but this becomes of what it writes. */
  public ProcessSpec withOutput(OutputSpec changed) {
    return with(command, environment, shutdown, changed);
  }

  /** The same, but this is asked of it. */
  public ProcessSpec withProbes(Probes asked) {
    return with(asked, onRuntimeDeath);
  }

  /** The same, but this becomes of it when the runtime dies. */
  public ProcessSpec withOnRuntimeDeath(OnRuntimeDeath fate) {
    return with(probes, fate);
  }

  /** The same, but this file names its process. */
  public ProcessSpec withPidFile(Optional<Path> file) {
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
        probes,
        onRuntimeDeath,
        reload,
        file);
  }

  private ProcessSpec with(
      ProcessCommand runs, Environment variables, Shutdown ends, OutputSpec writes) {
    return new ProcessSpec(
        runs,
        directory,
        variables,
        stopSignal,
        ends,
        successExitCodes,
        writes,
        options,
        limits,
        stdin,
        escaped,
        probes,
        onRuntimeDeath,
        reload,
        pidFile);
  }

  private ProcessSpec with(Probes asked, OnRuntimeDeath fate) {
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
        asked,
        fate,
        reload,
        pidFile);
  }
}
