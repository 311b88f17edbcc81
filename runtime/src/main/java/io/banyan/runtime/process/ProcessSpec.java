package io.banyan.runtime.process;

import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.engine.StdinSource;
import io.banyan.runtime.output.OutputSpec;
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
 * @param stdin where its standard input comes from
 */
public record ProcessSpec(
    ProcessCommand command,
    Path directory,
    Environment environment,
    Signal stopSignal,
    Shutdown shutdown,
    Set<Integer> successExitCodes,
    OutputSpec output,
    StdinSource stdin) {

  public ProcessSpec {
    successExitCodes = Set.copyOf(successExitCodes);
  }

  /** Reads nothing. */
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
        StdinSource.NULL);
  }
}
