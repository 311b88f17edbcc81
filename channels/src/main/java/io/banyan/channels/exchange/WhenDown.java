package io.banyan.channels.exchange;

/** What becomes of a request while there is no process to send it to. */
public enum WhenDown {
  /** It waits for the next incarnation, as long as its timeout allows. */
  WAIT,

  /** It fails at once with {@link ExchangeFailure.NotSent}. */
  FAIL
}
