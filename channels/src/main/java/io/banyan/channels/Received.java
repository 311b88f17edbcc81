package io.banyan.channels;

import java.util.Optional;

/** What came of an attempt to receive. */
public sealed interface Received<T> {

  /** A value, which nobody else gets. */
  record Value<T>(T value) implements Received<T> {}

  /** There was no value at the time, or none came in the time that was given. */
  record Empty<T>() implements Received<T> {}

  /**
   * The channel is closed and all values have been received; none will ever come.
   *
   * @param cause what the sender failed with, empty when it was simply done
   */
  record End<T>(Optional<Throwable> cause) implements Received<T> {}

  /** The value, if there is one. */
  default Optional<T> asOptional() {
    return this instanceof Value<T> taken ? Optional.of(taken.value()) : Optional.empty();
  }

  /** Whether no value will ever come. */
  default boolean isEnd() {
    return this instanceof End;
  }
}
