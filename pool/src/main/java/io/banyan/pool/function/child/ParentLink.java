package io.banyan.pool.function.child;

import io.banyan.pool.function.wire.FrameBuilder;
import io.banyan.pool.function.wire.FrameType;
import java.io.IOException;
import java.io.OutputStream;

/** Tells the runtime. Safe from any thread. */
final class ParentLink {

  private static final int SHORT = 64;

  private final OutputStream out;

  ParentLink(OutputStream out) {
    this.out = out;
  }

  /** The first thing to be told. */
  void hello() throws IOException {
    FrameBuilder frame = new FrameBuilder(FrameType.HELLO, SHORT);
    frame.data().writeLong(ProcessHandle.current().pid());
    send(frame);
  }

  /** Waits while the runtime does not read. A runtime that is gone is not told anything. */
  void send(FrameBuilder frame) {
    byte[] bytes = frame.toBytes();
    synchronized (this) {
      try {
        out.write(bytes);
      } catch (IOException gone) {
        // Whoever reads sees that as well, and ends the process.
        return;
      }
    }
  }
}
