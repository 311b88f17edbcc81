package io.banyan.pool.worker.machine;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;

/** Rules for tests. */
final class Rules {

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 2, 0, Duration.ofSeconds(10));

  private Rules() {}

  /** Two places in the queue; idle for 60 s, 30 s to drain, broken after 3. */
  static PoolRules of(int min, int max) {
    return new PoolRules(
        new PoolSize(min, max),
        2,
        WhenFull.REFUSE,
        TaskRules.ONCE,
        Recycling.NEVER,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        new PoolRules.Trouble(BACKOFF, 3));
  }
}
