package io.banyan.runtime.engine.linux;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Buffers for reading and writing, used again and again: as many as are in use at once. */
final class Buffers {

  private final Queue<Block.Buffer> idle = new ConcurrentLinkedQueue<>();

  Block.Buffer take() {
    Block.Buffer buffer = idle.poll();
    return buffer != null ? buffer : new Block.Buffer();
  }

  void giveBack(Block.Buffer buffer) {
    idle.add(buffer);
  }
}
