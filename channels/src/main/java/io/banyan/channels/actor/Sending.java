package io.banyan.channels.actor;

import io.banyan.channels.ChannelClosedException;

/** What an actor is told of a value it wanted to send. */
public sealed interface Sending<T> {

  /** The value that was to be sent. */
  T value();

  /** It was sent. */
  record Sent<T>(T value) implements Sending<T> {}

  /** The channel is closed: it was not sent and never will be. */
  record Refused<T>(T value, ChannelClosedException reason) implements Sending<T> {}

  /** It was withdrawn in time, by a cancel or a timeout of the future. */
  record Withdrawn<T>(T value) implements Sending<T> {}
}
