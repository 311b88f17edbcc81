package io.banyan.channels.exchange.framing;

/** This is no message in this framing. */
public final class FramingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public FramingException(String message) {
    super(message);
  }
}
