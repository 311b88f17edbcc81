package io.banyan.channels;

import java.util.Optional;

/**
 * Nothing can be sent any more because the channel is closed, or nothing can be received any more
 * because it is closed and drained. Its cause is the failure it was closed with, if there was one.
 */
public final class ChannelClosedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An exception with the failure the channel was closed with, if there was one. */
  public ChannelClosedException(String message, Optional<Throwable> cause) {
    super(message, cause.orElse(null));
  }
}
