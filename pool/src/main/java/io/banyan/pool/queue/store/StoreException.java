package io.banyan.pool.queue.store;

/** A store could not do what it should. The message is one line for people. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
