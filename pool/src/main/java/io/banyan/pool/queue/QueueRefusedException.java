package io.banyan.pool.queue;

/** A queue did not take a task. */
public final class QueueRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final PushResult.Reason reason;

  QueueRefusedException(String queue, PushResult.Reason reason) {
    super("queue " + queue + " " + reason.words());
    this.reason = reason;
  }

  public PushResult.Reason reason() {
    return reason;
  }
}
