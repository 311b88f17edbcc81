package io.banyan.pool.function.wire;

/** What came of a value that was to be sent to a channel, in a {@link FrameType#SENT}. */
public final class Outcomes {

  /** It is the receiver's, or in the buffer. */
  public static final int SENT = 0;

  /** The channel is closed. */
  public static final int CLOSED = 1;

  /** It was not sent in time, or not at once, and will not be. */
  public static final int WITHDRAWN = 2;

  /** It was not accepted by the runtime: of a class that was not expected. */
  public static final int REFUSED = 3;

  private Outcomes() {}
}
