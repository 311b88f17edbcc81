package io.banyan.testkit.script;

import io.banyan.runtime.engine.OutputHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One stream that a scripted process writes: what its handler does not want yet waits, as in a
 * pipe. Used in the thread of the engine.
 */
final class ScriptedOutput {

  private final OutputHandler handler;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private boolean paused;
  private boolean closed;
  private boolean ended;

  ScriptedOutput(OutputHandler handler) {
    this.handler = handler;
  }

  void write(String text) {
    if (!closed) {
      waiting.add(text.getBytes(StandardCharsets.UTF_8));
      flush();
    }
  }

  void resume() {
    paused = false;
    flush();
  }

  /** Nothing more is written; what waits is still read. */
  void close() {
    closed = true;
    flush();
  }

  private void flush() {
    while (!paused && !waiting.isEmpty()) {
      paused = !handler.onBytes(ByteBuffer.wrap(waiting.remove()));
    }
    if (closed && !ended && waiting.isEmpty()) {
      ended = true;
      handler.onEnd();
    }
  }
}
