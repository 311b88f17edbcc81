package io.banyan.runtime.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The standard input of a process launched with {@link StdinSource#PIPE}. Methods do not block and
 * are safe from any thread.
 */
public interface ProcessInput {

  /** The input of a process that has none to be written to. */
  ProcessInput NONE =
      new ProcessInput() {
        @Override
        public CompletionStage<InputOutcome> write(ByteBuffer bytes) {
          return CompletableFuture.completedFuture(
              new InputOutcome.Closed("its standard input is not a pipe"));
        }

        @Override
        public void close() {}
      };

  /**
   * Writes bytes. One write at a time: the next is refused as {@link InputOutcome.Busy} until this
   * one is told, so that what waits for a slow reader is never more than one buffer, the caller's.
   *
   * @param bytes all of them; the engine's until the outcome is told, which may be in a thread of
   *     the engine, where nothing must block
   */
  CompletionStage<InputOutcome> write(ByteBuffer bytes);

  /**
   * Tells the process the end of its input, after what is still being written. Idempotent. Happens
   * by itself when the process and its output have ended.
   */
  void close();
}
