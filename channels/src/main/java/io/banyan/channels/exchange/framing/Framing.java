package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * How messages are told apart in a stream of bytes. Immutable; safe from any thread.
 *
 * @param <T> messages
 */
public interface Framing<T> {

  /** Reads one stream from its beginning. */
  Decoder<T> decoder();

  /**
   * The bytes of a message as they go into the stream, ready to be read; the caller's.
   *
   * @throws FramingException when it cannot be sent in this way, such as one that is too long
   */
  ByteBuffer encode(T message);

  /**
   * The same with messages of another type.
   *
   * @param read what a message that came means; throws {@link FramingException} when it means
   *     nothing, which is told as {@link Decoded.Garbage}
   * @param write what is to be sent for a message
   */
  default <U> Framing<U> as(Function<T, U> read, Function<U, T> write) {
    return new MappedFraming<>(this, read, write);
  }
}
