package io.banyan.pool.worker;

import io.banyan.pool.worker.machine.PoolSize;
import io.banyan.pool.worker.machine.PoolState;

/**
 * A pool at one moment.
 *
 * @param size how many workers it may have
 * @param queueSize how many tasks may wait
 * @param state how it stands
 */
public record PoolStatus(String name, PoolSize size, int queueSize, PoolState state) {}
