package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task that was given up.
 *
 * @param id the number it had as a task
 * @param value empty when its bytes cannot be read any more
 * @param priority it was pushed with
 * @param key it was pushed with
 * @param pushedAt when it came in
 * @param attempts all of them, each with its reason
 */
public record DeadLetter<T>(
    long id,
    Optional<T> value,
    int priority,
    Optional<String> key,
    Instant pushedAt,
    List<Attempt> attempts) {}
