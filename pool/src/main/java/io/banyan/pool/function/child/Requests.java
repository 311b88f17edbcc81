package io.banyan.pool.function.child;

import io.banyan.pool.function.wire.Frame;
import io.banyan.pool.function.wire.FrameReader;
import io.banyan.pool.function.wire.FrameType;
import java.io.IOException;
import java.io.InputStream;

/** Reads what the runtime says, in a thread of its own, while functions run. */
final class Requests implements Runnable {

  private final FrameReader frames;
  private final Calls calls;
  private final Runnable orphaned;

  Requests(InputStream in, Calls calls, Runnable orphaned) {
    // Its runtime is trusted with any length: it bounds what it sends.
    this.frames = new FrameReader(in, Integer.MAX_VALUE);
    this.calls = calls;
    this.orphaned = orphaned;
  }

  @Override
  public void run() {
    try {
      for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
        if (frame.type() == FrameType.CALL || frame.type() == FrameType.QUIT) {
          calls.add(frame);
        } else {
          calls.channels().accept(frame);
        }
      }
    } catch (IOException | RuntimeException broken) {
      System.err.println("The runtime is not understood: " + broken);
    }
    orphaned.run();
  }
}
