package io.banyan.channels.exchange;

/**
 * Told what happens on an exchange besides answers. Called in the thread that reads the output or
 * in that of the process's actor, also in both at once. While it is told of a message, no more is
 * read, which holds back a process that says too much. Must not block for long.
 *
 * @param <A> messages
 */
public interface ExchangeListener<A> {

  /** Requests are sent to this incarnation from here on. */
  default void onUp(int incarnation) {}

  /**
   * A message that answers no request. With {@link Correlation#inOrder} that is one that comes
   * while no request is under way.
   */
  default void onUnsolicited(A message) {}

  /**
   * Something that is no message, where no answer was expected.
   *
   * @param what what is wrong with it, for people
   */
  default void onGarbage(String what) {}

  /**
   * This incarnation has left the protocol: nothing more of it is understood, and nothing is sent
   * to it. It goes on until somebody ends it; its successor begins anew.
   */
  default void onBroken(int incarnation, String reason) {}

  /** This incarnation has ended; what it had not answered has failed. Told once for each. */
  default void onDown(Departure departure) {}
}
