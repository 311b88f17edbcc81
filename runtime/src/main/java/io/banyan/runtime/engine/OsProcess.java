package io.banyan.runtime.engine;

/**
 * One launched process, as long as anybody cares for it. All methods are safe from any thread and
 * safe after the process has ended.
 */
public interface OsProcess {

  ProcessIdentity identity();

  /**
   * Sends a signal.
   *
   * @return {@link SignalOutcome.Delivered} when the system accepted it for at least one process
   */
  SignalOutcome signal(Signal signal, SignalScope scope);

  /**
   * Whether others of its group are still alive after it ended. Cheap when there are none;
   * meaningful only after the {@link ExitListener} was told.
   */
  boolean hasSurvivors();

  /** Its standard input; {@link ProcessInput#NONE} unless launched with a pipe. */
  default ProcessInput stdin() {
    return ProcessInput.NONE;
  }

  /** Goes on reading a stream whose {@link OutputHandler#onBytes} asked for a pause. */
  void resume(OutputStreamKind stream);

  /**
   * Gives up both output pipes: what is in them now is still read, then handlers that have not been
   * told of the end are told; what a surviving descendant writes from here on is lost. Idempotent.
   */
  void closeOutput();
}
