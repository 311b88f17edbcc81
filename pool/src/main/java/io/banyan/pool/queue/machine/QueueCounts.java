package io.banyan.pool.queue.machine;

/**
 * How many tasks are where, and how many went by since the queue was opened.
 *
 * @param waiting can be delivered now
 * @param delayed wait for their time
 * @param inFlight are with consumers
 * @param dead are dead letters
 * @param pushed came in
 * @param acked were done
 * @param failed attempts that failed
 * @param died became dead letters
 */
public record QueueCounts(
    int waiting,
    int delayed,
    int inFlight,
    int dead,
    long pushed,
    long acked,
    long failed,
    long died) {}
