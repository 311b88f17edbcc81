package io.banyan.pool.queue;

/**
 * A durable queue could not write or read its file. The message is one line for people. Nothing has
 * changed: what was tried can be tried again.
 */
public final class QueueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public QueueException(String message, Throwable cause) {
    super(message, cause);
  }
}
