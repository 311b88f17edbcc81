package io.banyan.pool.worker.machine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How many workers in a row have ended without having done anything, and what that means. */
final class Strikes {

  private final PoolRules.Trouble rules;
  private final RandomGenerator random;
  private int inARow;
  private long pauseUntil = Long.MIN_VALUE;
  private String reason = "";

  Strikes(PoolRules.Trouble rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  /**
   * One more.
   *
   * @return whether that breaks the pool, which was not broken before
   */
  boolean strike(String why, long now) {
    inARow++;
    reason = why;
    pauseUntil = now + delay().toNanos();
    return inARow == rules.brokenAfter();
  }

  /**
   * A worker is of use.
   *
   * @return whether the pool was broken
   */
  boolean reset() {
    boolean was = isBroken();
    inARow = 0;
    pauseUntil = Long.MIN_VALUE;
    return was;
  }

  boolean isBroken() {
    return inARow >= rules.brokenAfter();
  }

  /** Why the last one ended. */
  String reason() {
    return reason;
  }

  /** Whether it is wise to try with one worker at a time. */
  boolean isCareful() {
    return inARow > 1;
  }

  boolean any() {
    return inARow > 0;
  }

  /** When the next worker may be started. */
  long pauseUntil() {
    return pauseUntil;
  }

  /** A worker that has lived idle for so long is of use. */
  long probationNanos() {
    return rules.backoff().resetAfter().toNanos();
  }

  private Duration delay() {
    return inARow < 2 ? Duration.ZERO : rules.backoff().waitAfter(inARow - 2, random);
  }
}
