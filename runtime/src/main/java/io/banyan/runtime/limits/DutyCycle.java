package io.banyan.runtime.limits;

import java.time.Duration;

/**
 * Decides when a process has to pause so that on average it takes no more than its share of the
 * processor. A credit of processor time grows with the clock and shrinks with what was used; when
 * it is spent the process pauses until the debt is paid off. So an overrun, however late it is
 * noticed, costs exactly the pause that makes up for it. An idle process saves up very little.
 *
 * @param share of one core: 0.25 is 25 %
 * @param time of the last look, in nanoseconds of any clock that only goes forward
 * @param used processor time up to then, in nanoseconds
 * @param credit processor time it may still take, in nanoseconds; below 0 it is in debt
 * @param suspended whether it pauses
 * @param interval until the next look, in nanoseconds
 */
record DutyCycle(
    double share, long time, long used, double credit, boolean suspended, long interval) {

  private static final long BUSY_INTERVAL = Duration.ofMillis(50).toNanos();
  private static final long IDLE_INTERVAL = Duration.ofMillis(250).toNanos();
  private static final long SHORTEST_PAUSE = Duration.ofMillis(5).toNanos();

  /** What may be saved up, as time on the clock. */
  private static final double SAVED = Duration.ofMillis(100).toNanos();

  /** What is to be done now. */
  enum Step {
    GO_ON,
    SUSPEND,
    RESUME
  }

  /** The state from now on, and what is to be done. */
  record Decision(DutyCycle next, Step step) {}

  /** A process that has just started. */
  static DutyCycle start(int percent, long now) {
    double share = percent / 100.0;
    return new DutyCycle(share, now, 0, share * SAVED, false, BUSY_INTERVAL);
  }

  /**
   * A look at the process.
   *
   * @param total processor time it has used since its start; less than before when some of it ended
   *     without a parent that keeps count, which then goes uncounted
   */
  Decision look(long now, long total) {
    long spent = Math.max(0, total - used);
    double left = Math.min(credit + (now - time) * share - spent, share * SAVED);
    if (suspended && left >= 0) {
      return decide(now, total, left, false, BUSY_INTERVAL, Step.RESUME);
    }
    if (suspended) {
      // Who uses the processor while it pauses was woken up by somebody else.
      return decide(now, total, left, true, pause(left), spent > 0 ? Step.SUSPEND : Step.GO_ON);
    }
    if (left < 0) {
      return decide(now, total, left, true, pause(left), Step.SUSPEND);
    }
    long wait = spent == 0 ? Math.min(interval * 2, IDLE_INTERVAL) : BUSY_INTERVAL;
    return decide(now, total, left, false, wait, Step.GO_ON);
  }

  private Decision decide(
      long now, long total, double left, boolean pausing, long wait, Step step) {
    return new Decision(new DutyCycle(share, now, total, left, pausing, wait), step);
  }

  /** In the end of which the debt is paid, looked at now and then because others may run on. */
  private long pause(double left) {
    return Math.min(IDLE_INTERVAL, Math.max(SHORTEST_PAUSE, (long) (-left / share)));
  }
}
