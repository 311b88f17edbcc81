package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Frames of bytes behind their length, an unsigned number. Empty frames are frames.
 *
 * @param prefixBytes of the length: 1, 2 or 4
 * @param order of the bytes of the length
 * @param maxBytes how long a frame may be, without its length, at least 1. After a longer one
 *     nothing can be understood any more
 */
public record LengthPrefixed(int prefixBytes, ByteOrder order, int maxBytes)
    implements Framing<byte[]> {

  /** So long may a frame be unless somebody says otherwise: 16 MiB. */
  public static final int MAX_BYTES = 16 << 20;

  public LengthPrefixed {
    if (prefixBytes != 1 && prefixBytes != 2 && prefixBytes != 4) {
      throw new IllegalArgumentException("prefixBytes: " + prefixBytes);
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes);
    }
    if (prefixBytes < 4) {
      maxBytes = Math.min(maxBytes, (1 << (8 * prefixBytes)) - 1);
    }
  }

  /** Behind four bytes, the highest first, as Erlang's {@code {packet, 4}}; at most 16 MiB. */
  public static LengthPrefixed bigEndian() {
    return new LengthPrefixed(4, ByteOrder.BIG_ENDIAN, MAX_BYTES);
  }

  /** Behind four bytes, the lowest first; at most 16 MiB. */
  public static LengthPrefixed littleEndian() {
    return new LengthPrefixed(4, ByteOrder.LITTLE_ENDIAN, MAX_BYTES);
  }

  /** The same, behind so many bytes. */
  public LengthPrefixed behind(int bytes) {
    return new LengthPrefixed(bytes, order, maxBytes);
  }

  /** The same, but a frame may be so long. */
  public LengthPrefixed upTo(int bytes) {
    return new LengthPrefixed(prefixBytes, order, bytes);
  }

  @Override
  public Decoder<byte[]> decoder() {
    return new FrameDecoder(this);
  }

  @Override
  public ByteBuffer encode(byte[] frame) {
    if (frame.length > maxBytes) {
      throw new FramingException(
          "a frame of " + frame.length + " bytes, where " + maxBytes + " are allowed");
    }
    ByteBuffer bytes = ByteBuffer.allocate(prefixBytes + frame.length).order(order);
    switch (prefixBytes) {
      case 1 -> bytes.put((byte) frame.length);
      case 2 -> bytes.putShort((short) frame.length);
      default -> bytes.putInt(frame.length);
    }
    return bytes.put(frame).flip();
  }

  /** The number in these bytes. */
  long length(byte[] prefix) {
    ByteBuffer bytes = ByteBuffer.wrap(prefix).order(order);
    return switch (prefixBytes) {
      case 1 -> Byte.toUnsignedLong(bytes.get());
      case 2 -> Short.toUnsignedLong(bytes.getShort());
      default -> Integer.toUnsignedLong(bytes.getInt());
    };
  }
}
