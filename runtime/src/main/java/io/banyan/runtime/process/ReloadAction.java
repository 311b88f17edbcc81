package io.banyan.runtime.process;

import io.banyan.runtime.engine.Signal;
import java.time.Duration;

/** How a process is told to read its own configuration again. */
public sealed interface ReloadAction {

  /** By a signal to the process itself, not to the rest of its group. */
  record SendSignal(Signal signal) implements ReloadAction {}

  /**
   * By a program, which runs beside it with its directory, variables, user and groups, and finds
   * its pid in {@code BANYAN_PID}.
   *
   * @param limit how long it may take; it is killed then
   */
  record Run(ProcessCommand command, Duration limit) implements ReloadAction {}
}
