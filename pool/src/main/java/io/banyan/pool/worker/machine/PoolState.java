package io.banyan.pool.worker.machine;

import java.util.Optional;

/**
 * A pool at one moment.
 *
 * @param starting workers that take no tasks yet
 * @param idle workers without a task
 * @param busy workers with a task
 * @param ending workers on their way out
 * @param queued tasks in the queue
 * @param outside tasks that wait for a place in it
 * @param broken why the last worker ended, when the pool is broken
 * @param closing whether the pool is to end, or has
 */
public record PoolState(
    int starting,
    int idle,
    int busy,
    int ending,
    int queued,
    int outside,
    Optional<String> broken,
    boolean closing,
    PoolCounts counts) {

  /** Workers that take tasks, or will. */
  public int size() {
    return starting + idle + busy;
  }
}
