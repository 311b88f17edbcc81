package io.banyan.pool.queue.declared;

import io.banyan.pool.queue.TaskQueue;
import java.util.Optional;

/**
 * A queue that a file declares. Its tasks are texts.
 *
 * @param durable whether it is in a file
 * @param pool whose workers do its tasks
 */
public record DeclaredQueue(TaskQueue<String> queue, boolean durable, Optional<String> pool) {}
