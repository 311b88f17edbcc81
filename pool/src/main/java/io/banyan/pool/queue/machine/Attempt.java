package io.banyan.pool.queue.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * One delivery of a task.
 *
 * @param begunAt when a consumer got it
 * @param ending why it did not do; empty while it is with the consumer
 */
public record Attempt(Instant begunAt, Optional<Ending> ending) {

  private static final int LONGEST_REASON = 1_000;

  /**
   * How an attempt failed.
   *
   * @param at when
   * @param reason in words, at most 1000 characters; what is longer is cut
   */
  public record Ending(Instant at, String reason) {
    public Ending {
      reason = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }
  }

  Attempt ended(Instant at, String reason) {
    return new Attempt(begunAt, Optional.of(new Ending(at, reason)));
  }
}
