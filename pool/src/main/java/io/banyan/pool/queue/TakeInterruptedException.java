package io.banyan.pool.queue;

/**
 * The thread was interrupted while it waited for a task, where {@link InterruptedException} cannot
 * be thrown. It is marked as interrupted again, and has no task.
 */
public final class TakeInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TakeInterruptedException(InterruptedException cause) {
    super("interrupted while waiting for a task", cause);
  }

  static TakeInterruptedException marked(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new TakeInterruptedException(cause);
  }
}
