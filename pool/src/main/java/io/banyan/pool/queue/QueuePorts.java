package io.banyan.pool.queue;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * What a queue lives on.
 *
 * @param time what it goes by
 * @param callbacks where the stages of its asynchronous methods are completed
 * @param random what its backoff leaves to chance; safe from any thread, or used by this queue
 *     alone
 */
public record QueuePorts(QueueTime time, Executor callbacks, RandomGenerator random) {

  /** Those of the system; callbacks run in the common pool. */
  public static QueuePorts system() {
    return new QueuePorts(
        QueueTime.system(),
        ForkJoinPool.commonPool(),
        () -> ThreadLocalRandom.current().nextLong());
  }
}
