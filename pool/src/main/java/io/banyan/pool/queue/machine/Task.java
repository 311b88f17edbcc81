package io.banyan.pool.queue.machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of one task.
 *
 * @param id its number in its queue, from 1; never used again
 * @param value what is to be done
 * @param origin how it came in
 * @param standing whether it waits, is with a consumer, or is given up
 * @param notBefore when it may be delivered
 * @param attempts its deliveries, in order; the last has no end while it is {@link Standing#TAKEN}
 */
public record Task<V>(
    long id, V value, Origin origin, Standing standing, Instant notBefore, List<Attempt> attempts) {

  /** Where a task can be. */
  public enum Standing {
    /** It waits for a consumer, or for its time. */
    WAITING,
    /** A consumer has it. */
    TAKEN,
    /** All its attempts failed. */
    DEAD
  }

  /**
   * How a task came in.
   *
   * @param priority higher is earlier
   * @param key of which there is only one at a time in the queue
   * @param pushedAt when
   */
  public record Origin(int priority, Optional<String> key, Instant pushedAt) {}

  public Task {
    attempts = List.copyOf(attempts);
  }

  Task<V> taken(Instant now) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(new Attempt(now, Optional.empty()));
    return new Task<>(id, value, origin, Standing.TAKEN, notBefore, all);
  }

  /** The last attempt has failed. */
  Task<V> failed(Instant now, String reason, Standing next, Instant nextNotBefore) {
    List<Attempt> all = new ArrayList<>(attempts);
    int last = all.size() - 1;
    all.set(last, all.get(last).ended(now, reason));
    return new Task<>(id, value, origin, next, nextNotBefore, all);
  }

  /** As if it had never been taken. */
  Task<V> givenBack() {
    return new Task<>(
        id, value, origin, Standing.WAITING, notBefore, attempts.subList(0, attempts.size() - 1));
  }

  /** Everything from the beginning. */
  Task<V> revived(Instant now) {
    return new Task<>(id, value, origin, Standing.WAITING, now, List.of());
  }
}
