package io.banyan.runtime.engine;

import java.nio.ByteBuffer;

/**
 * Takes what a process writes to one stream. For one stream calls never overlap and keep the order
 * of the bytes; a later call sees what an earlier one did.
 */
public interface OutputHandler {

  /** Throws everything away. */
  OutputHandler NONE =
      new OutputHandler() {
        @Override
        public boolean onBytes(ByteBuffer bytes) {
          return true;
        }

        @Override
        public void onEnd() {}
      };

  /**
   * Takes the next bytes. May block for a short while (a write to disk): nothing more is read from
   * this stream meanwhile, the pipe fills and the process waits. That is the back-pressure.
   *
   * @param bytes ready to be read; owned by the engine again as soon as this returns
   * @return true to go on reading; false to pause until {@link OsProcess#resume}
   */
  boolean onBytes(ByteBuffer bytes);

  /**
   * Nothing more will come. Called exactly once. May block for a short while if there have been
   * bytes; must not block if there have been none, when it may be called by the thread that serves
   * all processes.
   */
  void onEnd();
}
