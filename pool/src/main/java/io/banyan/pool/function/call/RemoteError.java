package io.banyan.pool.function.call;

import io.banyan.pool.function.wire.Failure;

/**
 * What was thrown in another process, described: its stack trace, causes and suppressed ones are
 * those of the other process. It is never of the class of what was thrown, which need not be known
 * here, nor be serializable.
 */
public final class RemoteError extends Exception {

  private static final long serialVersionUID = 1;

  private final String type;
  private final String words;

  private RemoteError(Failure failure) {
    super(failure.description(), failure.cause() == null ? null : new RemoteError(failure.cause()));
    type = failure.type();
    words = failure.message() == null ? "" : failure.message();
    setStackTrace(failure.stack().toArray(StackTraceElement[]::new));
    failure.suppressed().forEach(meanwhile -> addSuppressed(new RemoteError(meanwhile)));
  }

  /** What was thrown, as it was described. */
  public static RemoteError of(Failure failure) {
    return new RemoteError(failure);
  }

  /** Name of the class of what was thrown. */
  public String type() {
    return type;
  }

  /** What was thrown said this, and nothing more; empty if it said nothing. */
  public String words() {
    return words;
  }
}
