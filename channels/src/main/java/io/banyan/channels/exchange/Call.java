package io.banyan.channels.exchange;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A request on its way. Equal to itself alone.
 *
 * @param <A> answers
 */
final class Call<A> {

  private final Outgoing outgoing;
  private final Promise<A> promise;
  private boolean givenUp;

  /**
   * What is sent, and how long its answer may take.
   *
   * @param id that its answer carries; of no meaning where answers come in order
   * @param deadline on the clock of the machine, in nanoseconds
   */
  record Outgoing(Object id, ByteBuffer bytes, Duration timeout, long deadline) {}

  Call(Outgoing outgoing, Promise<A> promise) {
    this.outgoing = outgoing;
    this.promise = promise;
  }

  Object id() {
    return outgoing.id();
  }

  ByteBuffer bytes() {
    return outgoing.bytes();
  }

  Duration timeout() {
    return outgoing.timeout();
  }

  long deadline() {
    return outgoing.deadline();
  }

  /** How long its answer may still take, in nanoseconds. */
  long left(long now) {
    return outgoing.deadline() - now;
  }

  Promise<A> promise() {
    return promise;
  }

  /** Nobody wants its answer any more. */
  void giveUp() {
    givenUp = true;
  }

  boolean isGivenUp() {
    return givenUp;
  }
}
