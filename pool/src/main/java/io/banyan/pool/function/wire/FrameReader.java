package io.banyan.pool.function.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts frames out of a stream: four bytes of length, one of type, the body. For one thread. */
public final class FrameReader {

  private static final int BUFFER = 16 * 1024;

  private final DataInputStream in;
  private final int limit;

  /**
   * @param limit the longest body, in bytes
   */
  public FrameReader(InputStream in, int limit) {
    this.in = new DataInputStream(new java.io.BufferedInputStream(in, BUFFER));
    this.limit = limit;
  }

  /**
   * Waits for the next frame; null at the end of the stream, also when that is amid a frame, as
   * after a kill.
   *
   * @throws IOException when these are no frames, or one is too long
   */
  public @Nullable Frame next() throws IOException {
    try {
      int length = in.readInt();
      if (length < 0 || length > limit) {
        throw new IOException("a frame of " + length + " bytes, where " + limit + " are allowed");
      }
      int type = in.readUnsignedByte();
      byte[] body = in.readNBytes(length);
      return body.length < length ? null : new Frame(type, body);
    } catch (EOFException ended) {
      return null;
    }
  }
}
