package io.banyan.pool.queue.machine;

/**
 * One delivery of one task: what came of it can be said with this, once, and only while the lease
 * holds.
 *
 * @param task its id
 * @param delivery a number of its own
 */
public record Ticket(long task, long delivery) {}
