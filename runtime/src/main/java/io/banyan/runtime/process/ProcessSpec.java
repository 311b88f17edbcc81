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
import io.banyan.runtime.shutdown.ShutdownStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param onShutdown what is done, in this order, before it is asked to end; a kill leaves it out
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
    Optional<Path> pidFile,
    List<ShutdownStep> onShutdown) {

  public ProcessSpec {
    successExitCodes = Set.copyOf(successExitCodes);
    onShutdown = List.copyOf(onShutdown);
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
        Optional.empty(),
        Optional.empty(),
        List.of());
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
    return but(parts -> parts.command = changed);
  }

  /** The same, but these are its variables. */
  public ProcessSpec withEnvironment(Environment changed) {
    return but(parts -> parts.environment = changed);
  }

  /** The same, but it may take so long to end. */
  public ProcessSpec withShutdown(Shutdown changed) {
    return but(parts -> parts.shutdown = changed);
  }

  /** The same, but this becomes of what it writes. */
  public ProcessSpec withOutput(OutputSpec changed) {
    return but(parts -> parts.output = changed);
  }

  /** The same, but this is asked of it. */
  public ProcessSpec withProbes(Probes asked) {
    return but(parts -> parts.probes = asked);
  }

  /** The same, but this becomes of it when the runtime dies. */
  public ProcessSpec withOnRuntimeDeath(OnRuntimeDeath fate) {
    return but(parts -> parts.onRuntimeDeath = fate);
  }

  /** The same, but it may take so much. */
  public ProcessSpec withLimits(Limits changed) {
    return but(parts -> parts.limits = changed);
  }

  /** The same, but its standard input comes from there. */
  public ProcessSpec withStdin(StdinSource source) {
    return but(parts -> parts.stdin = source);
  }

  /** The same, but this file names its process. */
  public ProcessSpec withPidFile(Optional<Path> file) {
    return but(parts -> parts.pidFile = file);
  }

  /** The same, but this is done before it is asked to end. */
  public ProcessSpec withOnShutdown(List<ShutdownStep> steps) {
    return but(parts -> parts.onShutdown = steps);
  }

  private ProcessSpec but(Consumer<Parts> change) {
    Parts parts = new Parts(this);
    change.accept(parts);
    return parts.whole();
  }

  /** All of it, while one part of it is changed. */
  private static final class Parts {
    private ProcessCommand command;
    private final Path directory;
    private Environment environment;
    private final Signal stopSignal;
    private Shutdown shutdown;
    private final Set<Integer> successExitCodes;
    private OutputSpec output;
    private final LaunchOptions options;
    private Limits limits;
    private StdinSource stdin;
    private final Escaped escaped;
    private Probes probes;
    private OnRuntimeDeath onRuntimeDeath;
    private final Optional<ReloadAction> reload;
    private Optional<Path> pidFile;
    private List<ShutdownStep> onShutdown;

    Parts(ProcessSpec spec) {
      command = spec.command;
      directory = spec.directory;
      environment = spec.environment;
      stopSignal = spec.stopSignal;
      shutdown = spec.shutdown;
      successExitCodes = spec.successExitCodes;
      output = spec.output;
      options = spec.options;
      limits = spec.limits;
      stdin = spec.stdin;
      escaped = spec.escaped;
      probes = spec.probes;
      onRuntimeDeath = spec.onRuntimeDeath;
      reload = spec.reload;
      pidFile = spec.pidFile;
      onShutdown = spec.onShutdown;
    }

    ProcessSpec whole() {
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
          pidFile,
          onShutdown);
    }
  }
}
