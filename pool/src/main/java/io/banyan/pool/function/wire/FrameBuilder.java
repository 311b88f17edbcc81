package io.banyan.pool.function.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Puts a frame together, with room for its head in front, so that it can be written with one call.
 * Every value is refused that would make it longer than it may be.
 */
public final class FrameBuilder {

  private static final int HEAD = Integer.BYTES + 1;

  private final Bytes bytes;
  private final DataOutputStream out;

  /**
   * @param limit the longest body, in bytes
   */
  public FrameBuilder(int type, int limit) {
    bytes = new Bytes(limit);
    out = new DataOutputStream(bytes);
    try {
      out.writeInt(0);
      out.writeByte(type);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Takes the body. */
  public DataOutputStream data() {
    return out;
  }

  /** The whole frame. */
  public byte[] toBytes() {
    return bytes.frame();
  }

  /** The body alone. */
  public byte[] toBody() {
    return bytes.body();
  }

  /** Told instead of what would be too long. */
  public static final class TooLong extends IOException {
    TooLong(int limit) {
      super("more than " + limit + " bytes");
    }
  }

  private static final class Bytes extends ByteArrayOutputStream {

    private final int limit;

    Bytes(int limit) {
      super(256);
      this.limit = limit;
    }

    @Override
    public synchronized void write(int one) {
      check(1);
      super.write(one);
    }

    @Override
    public synchronized void write(byte[] some, int offset, int length) {
      check(length);
      super.write(some, offset, length);
    }

    private void check(int more) {
      if (count - HEAD > limit - more) {
        throw new Overflow(limit);
      }
    }

    synchronized byte[] frame() {
      byte[] frame = toByteArray();
      int length = count - HEAD;
      for (int i = 0; i < Integer.BYTES; i++) {
        frame[i] = (byte) (length >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
      }
      return frame;
    }

    synchronized byte[] body() {
      return Arrays.copyOfRange(buf, HEAD, count);
    }
  }

  /** Out of the depth of a serialization, which must not take it for one of its own troubles. */
  static final class Overflow extends RuntimeException {
    private final int limit;

    Overflow(int limit) {
      super("more than " + limit + " bytes", null, false, false);
      this.limit = limit;
    }

    TooLong told() {
      return new TooLong(limit);
    }
  }
}
