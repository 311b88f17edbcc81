package io.banyan.channels;

/**
 * The thread was interrupted while it waited in a loop over a channel, where an {@link
 * InterruptedException} cannot be thrown. The thread is marked as interrupted again, and no value
 * is lost.
 */
public final class ReceiveInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception with the interruption as its cause. */
  public ReceiveInterruptedException(InterruptedException cause) {
    super("interrupted while waiting for a value", cause);
  }
}
