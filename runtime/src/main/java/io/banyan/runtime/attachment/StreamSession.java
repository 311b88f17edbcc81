package io.banyan.runtime.attachment;

import io.banyan.runtime.engine.OutputStreamKind;
import io.banyan.runtime.engine.ProcessInput;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Uses the streams of one incarnation. Bytes come in a thread of the engine, one call at a time for
 * each stream, the rest in that of the process's actor or of who attaches: calls of different kinds
 * may overlap, and bytes may come before {@link #launched}. After {@link #ended} nothing counts.
 */
public interface StreamSession {

  /**
   * The process runs.
   *
   * @param stdin its input; {@link ProcessInput#NONE} for who did not attach to that
   */
  void launched(ProcessInput stdin);

  /**
   * Others have read of this stream before, and what comes next is not its beginning. Told before
   * the first bytes.
   *
   * @param lineBegun whether the last byte before was not the end of a line
   */
  void joinsLate(OutputStreamKind stream, boolean lineBegun);

  /**
   * Takes the next bytes, which are in the log already.
   *
   * @param bytes ready to be read; owned by the engine again as soon as this returns
   * @return false to pause: the process waits as soon as its pipe is full, until {@link
   *     StreamLife#resume}. What was in the pipe when the process ended comes all the same
   */
  boolean onBytes(OutputStreamKind stream, ByteBuffer bytes);

  /** Nothing more will come from this stream. */
  void onEnd(OutputStreamKind stream);

  /** It was asked to end, or its main process has gone: it should be given nothing more to do. */
  void ending();

  /**
   * It has ended, and all its output was read. A successor has not been started yet.
   *
   * @param reason why it failed, if it failed
   */
  void ended(Outcome outcome, Optional<CrashReason> reason);
}
