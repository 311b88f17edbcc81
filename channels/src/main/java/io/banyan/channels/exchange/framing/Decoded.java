package io.banyan.channels.exchange.framing;

import java.util.Optional;

/**
 * What is found in a stream.
 *
 * @param <T> messages
 */
public sealed interface Decoded<T> {

  /** A message. */
  record Frame<T>(T message) implements Decoded<T> {}

  /**
   * A frame that is no message. It was skipped; the next frame is found.
   *
   * @param reason for people
   */
  record Garbage<T>(String reason) implements Decoded<T> {}

  /**
   * Where the next frame begins cannot be known any more. The last thing that is told; whatever
   * comes is thrown away.
   *
   * @param reason for people
   */
  record Broken<T>(String reason) implements Decoded<T> {}

  /**
   * The stream has ended within a frame. The last thing that is told.
   *
   * @param message what it would have been, for instance a last line without a line end
   * @param reason for people
   */
  record Unfinished<T>(Optional<T> message, String reason) implements Decoded<T> {}
}
