package io.banyan.channels.exchange.framing;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads one stream. It remembers the frame that has begun, which is never more than a frame may
 * have. Used by one thread at a time.
 *
 * @param <T> messages
 */
public interface Decoder<T> {

  /**
   * Takes the next bytes, all of them.
   *
   * @param sink given what they complete, in order
   */
  void decode(ByteBuffer bytes, Consumer<? super Decoded<T>> sink);

  /**
   * The stream has ended.
   *
   * @param sink given what was left unfinished, if anything was
   */
  void end(Consumer<? super Decoded<T>> sink);

  /**
   * Whether a reader that comes late, when others have read before, can find the next frame.
   *
   * @param lineBegun whether the last byte before was not the end of a line
   * @return false when it cannot tell where a frame begins
   */
  boolean joinLate(boolean lineBegun);
}
