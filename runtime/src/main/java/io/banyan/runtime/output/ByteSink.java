package io.banyan.runtime.output;

import java.nio.ByteBuffer;

/** Takes the bytes of one stream of one child, over all its incarnations. */
interface ByteSink {

  /** Keeps nothing. */
  ByteSink NONE =
      new ByteSink() {
        @Override
        public void append(ByteBuffer bytes) {}

        @Override
        public void end() {}
      };

  /** Takes all bytes, or loses and counts them; may block. They are the caller's afterwards. */
  void append(ByteBuffer bytes);

  /** An incarnation writes no more; the next one may. */
  void end();

  /** Both, one after the other. */
  static ByteSink both(ByteSink first, ByteSink second) {
    return new ByteSink() {
      @Override
      public void append(ByteBuffer bytes) {
        first.append(bytes.duplicate());
        second.append(bytes);
      }

      @Override
      public void end() {
        first.end();
        second.end();
      }
    };
  }
}
