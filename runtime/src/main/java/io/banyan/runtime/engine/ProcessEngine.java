package io.banyan.runtime.engine;

/**
 * Starts operating-system processes and tells how they end.
 *
 * <p>Every launched process leads a session of its own, so that its pid is also the id of its
 * process group and a terminal's Ctrl-C does not reach it. The engine never restarts, never times
 * out and never interprets: it launches, signals, reads and reports.
 *
 * <p>Threads: all methods may be called from any thread and do not block beyond the system call
 * they stand for. Callbacks ({@link ExitListener}, {@link OutputHandler}) come from threads of the
 * engine.
 */
public interface ProcessEngine extends AutoCloseable {

  /** What this engine can promise on this system. */
  EngineCapabilities capabilities();

  /**
   * Launches a process. Callbacks may come, even the exit, before this has returned.
   *
   * @param spec what to run, completely: the engine adds nothing but what {@link LaunchSpec} says
   * @param onExit told exactly once how the process ended, unless the launch itself failed
   * @return the running process, or the system's reason for not having one
   */
  LaunchResult launch(LaunchSpec spec, ExitListener onExit);

  /**
   * Takes over a process that another runtime has launched. From here on it is as if this engine
   * had launched it, but that its exit is {@link ExitStatus.Unknown}, it has no input, and what it
   * writes is not read. When it is gone already, its exit is told at once, before this returns.
   *
   * @param onExit told exactly once that it has ended
   * @return the process, or why the system does not let it be watched
   */
  LaunchResult adopt(Adoptee adoptee, ExitListener onExit);

  /**
   * Sends a signal to any process of this system, if it is still the one with this start time. How
   * sure that is tells {@link EngineCapabilities#reuseSafeSignals}.
   *
   * @return {@link SignalOutcome.NobodyThere} when there is none, or another, or no telling
   */
  SignalOutcome signal(ProcessIdentity process, Signal signal);

  /**
   * Kills every process that is still running, with its group, and frees threads and descriptors.
   * Idempotent. A launch after this is refused with an {@link ExitStatus.LaunchFailed}.
   */
  @Override
  void close();
}
