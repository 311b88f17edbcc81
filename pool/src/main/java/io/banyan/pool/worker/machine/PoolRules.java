package io.banyan.pool.worker.machine;

import io.banyan.supervision.spec.Backoff;
import java.time.Duration;

/**
 * How a pool decides.
 *
 * @param size how many workers there are
 * @param queueSize how many tasks may wait for a worker, at least 1
 * @param whenFull what becomes of more of them
 * @param tasks what holds for each task
 * @param recycling when a worker is replaced
 * @param idle after so long without a task a worker is ended, unless there are no more than the
 *     least
 * @param drain how long the tasks that are there may take when the pool is to end
 * @param trouble what is done about workers that end without having done anything
 */
public record PoolRules(
    PoolSize size,
    int queueSize,
    WhenFull whenFull,
    TaskRules tasks,
    Recycling recycling,
    Duration idle,
    Duration drain,
    Trouble trouble) {

  /**
   * Workers that end, in a row, without having done anything.
   *
   * @param backoff how long to wait before the next one is started, from the second of them on; one
   *     that has lived idle for {@code resetAfter} ends the row, as does a task that is done
   * @param brokenAfter after so many the pool is broken, at least 1: it refuses tasks and goes on
   *     starting one worker at a time, until one of them is of use
   */
  public record Trouble(Backoff backoff, int brokenAfter) {
    public Trouble {
      if (brokenAfter < 1) {
        throw new IllegalArgumentException("brokenAfter: " + brokenAfter);
      }
    }
  }

  public PoolRules {
    if (queueSize < 1 || idle.isNegative() || drain.isNegative()) {
      throw new IllegalArgumentException(
          "queueSize: " + queueSize + ", idle: " + idle + ", drain: " + drain);
    }
  }

  public PoolRules withSize(PoolSize changed) {
    return new PoolRules(changed, queueSize, whenFull, tasks, recycling, idle, drain, trouble);
  }

  public PoolRules withQueue(int places, WhenFull policy) {
    return new PoolRules(size, places, policy, tasks, recycling, idle, drain, trouble);
  }

  public PoolRules withTasks(TaskRules changed) {
    return new PoolRules(size, queueSize, whenFull, changed, recycling, idle, drain, trouble);
  }

  public PoolRules withRecycling(Recycling changed) {
    return new PoolRules(size, queueSize, whenFull, tasks, changed, idle, drain, trouble);
  }

  public PoolRules withIdle(Duration time) {
    return new PoolRules(size, queueSize, whenFull, tasks, recycling, time, drain, trouble);
  }

  public PoolRules withDrain(Duration time) {
    return new PoolRules(size, queueSize, whenFull, tasks, recycling, idle, time, trouble);
  }

  public PoolRules withTrouble(Trouble changed) {
    return new PoolRules(size, queueSize, whenFull, tasks, recycling, idle, drain, changed);
  }
}
