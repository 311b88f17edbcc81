package io.banyan.pool.queue.machine;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;

/**
 * What a queue goes by.
 *
 * @param capacity how many tasks may be in at once, dead letters not counted; at least 1
 * @param attempts how often a task is delivered before it is a dead letter; at least 1
 * @param backoff how long a failed task waits before its next attempt
 * @param lease how long a consumer may have a task before it is taken for lost; at least 1 ms
 * @param deadLetters how many dead letters are kept: with more, the oldest is dropped; at least 0
 */
public record QueueRules(
    int capacity, int attempts, Backoff backoff, Duration lease, int deadLetters) {

  private static final Duration SHORTEST_LEASE = Duration.ofMillis(1);

  public QueueRules {
    require(capacity >= 1, "capacity", capacity);
    require(attempts >= 1, "attempts", attempts);
    require(lease.compareTo(SHORTEST_LEASE) >= 0, "lease", lease);
    require(deadLetters >= 0, "deadLetters", deadLetters);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value);
    }
  }
}
