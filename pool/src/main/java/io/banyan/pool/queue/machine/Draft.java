package io.banyan.pool.queue.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * A task that wants in.
 *
 * @param value what is to be done
 * @param priority higher is earlier
 * @param key of which there may be only one task at a time; dead letters do not count
 * @param notBefore when it may be delivered
 */
public record Draft<V>(V value, int priority, Optional<String> key, Instant notBefore) {}
