package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Lines of UTF-8. Written with {@code \n}; read with {@code \n}, {@code \r\n} or {@code \r}.
 *
 * @param maxBytes how long a line may be, in bytes without its end, at least 1. A longer one is
 *     skipped and told as {@link Decoded.Garbage}
 * @param lenient whether bytes that are not UTF-8 are replaced; else their line is garbage
 */
public record Lines(int maxBytes, boolean lenient) implements Framing<String> {

  /** So long may a line be unless somebody says otherwise: 1 MiB. */
  public static final int MAX_BYTES = 1 << 20;

  public Lines {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes);
    }
  }

  /** Lines of at most 1 MiB that have to be UTF-8. */
  public static Lines utf8() {
    return new Lines(MAX_BYTES, false);
  }

  /** The same, but they may be so long. */
  public Lines upTo(int bytes) {
    return new Lines(bytes, lenient);
  }

  /** The same, but what is not UTF-8 is replaced. */
  public Lines replacingMalformed() {
    return new Lines(maxBytes, true);
  }

  @Override
  public Decoder<String> decoder() {
    return new LineDecoder(this);
  }

  @Override
  public ByteBuffer encode(String line) {
    if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
      throw new FramingException("a line end within a line");
    }
    ByteBuffer bytes = utf8(line);
    if (bytes.remaining() > maxBytes) {
      throw new FramingException(
          "a line of " + bytes.remaining() + " bytes, where " + maxBytes + " are allowed");
    }
    return ByteBuffer.allocate(bytes.remaining() + 1).put(bytes).put((byte) '\n').flip();
  }

  private static ByteBuffer utf8(String line) {
    try {
      // Not String.getBytes: that replaces half a surrogate pair without a word.
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(line));
    } catch (CharacterCodingException halfPair) {
      throw new FramingException("a line with half a surrogate pair");
    }
  }
}
