package io.banyan.channels.exchange;

/** A request has no answer. Has no stack of its own: nobody's code has failed. */
public final class ExchangeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ExchangeFailure failure;

  public ExchangeException(ExchangeFailure failure) {
    super(failure.words(), null, false, false);
    this.failure = failure;
  }

  public ExchangeFailure failure() {
    return failure;
  }
}
