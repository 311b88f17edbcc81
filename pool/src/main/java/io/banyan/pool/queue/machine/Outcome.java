package io.banyan.pool.queue.machine;

import java.time.Duration;

/** What a consumer says of the task it had. */
public sealed interface Outcome {

  /** It is done and gone. */
  record Done() implements Outcome {}

  /** It failed. It comes again after its backoff, or is a dead letter after its last attempt. */
  record Failed(String reason) implements Outcome {}

  /**
   * As {@link Failed}, but it comes again after this time.
   *
   * @param delay at least 0
   */
  record Again(Duration delay, String reason) implements Outcome {
    public Again {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay: " + delay);
      }
    }
  }

  /** It was not tried at all: it goes back to its place and the attempt does not count. */
  record GivenBack() implements Outcome {}
}
