package io.banyan.journal.store;

/** A store could not do what it should. The message is one line for people. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same in the words of its innermost cause: {@code No space left on device}. */
  static StoreException because(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new StoreException(message.lines().findFirst().orElse(message).strip(), failure);
  }
}
