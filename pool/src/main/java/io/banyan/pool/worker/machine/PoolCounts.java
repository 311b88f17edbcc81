package io.banyan.pool.worker.machine;

/**
 * What a pool has been doing since it began.
 *
 * @param submitted tasks that somebody had, those that were refused included
 * @param done with success
 * @param failed by the word of the worker
 * @param crashed with their worker, and given up
 * @param timedOut and given up
 * @param cancelled because somebody wanted that
 * @param refused never taken
 * @param dropped for others
 * @param abandoned at the end of the pool
 * @param retried attempts after the first
 * @param recycled workers that were replaced although nothing was wrong
 * @param started workers
 * @param lost workers that ended although nobody wanted that
 * @param waitNanos what tasks that were given to a worker have waited, all together
 * @param runNanos what workers have taken for tasks, all together
 * @param given how often a worker was given a task
 */
public record PoolCounts(
    long submitted,
    long done,
    long failed,
    long crashed,
    long timedOut,
    long cancelled,
    long refused,
    long dropped,
    long abandoned,
    long retried,
    long recycled,
    long started,
    long lost,
    long waitNanos,
    long runNanos,
    long given) {}
