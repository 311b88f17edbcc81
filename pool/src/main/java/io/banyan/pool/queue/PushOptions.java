package io.banyan.pool.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a task is pushed.
 *
 * @param priority higher is earlier; default 0
 * @param delay how long it waits at least; default 0, at most 200 days
 * @param notBefore the time of day before which it is not delivered; with a delay, the later of
 *     both holds
 * @param key of which only one task is in the queue at a time: pushing another one changes nothing
 *     and is told the id of the first. Dead letters do not count.
 */
public record PushOptions(
    int priority, Duration delay, Optional<Instant> notBefore, Optional<String> key) {

  private static final Duration LONGEST = Duration.ofDays(200);
  private static final int LONGEST_KEY = 256;

  public PushOptions {
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("delay must be 0s to 200d: " + delay);
    }
    if (key.isPresent() && (key.get().isEmpty() || key.get().length() > LONGEST_KEY)) {
      throw new IllegalArgumentException("key must have 1 to 256 characters: " + key.get());
    }
  }

  public static PushOptions none() {
    return new PushOptions(0, Duration.ZERO, Optional.empty(), Optional.empty());
  }

  public PushOptions withPriority(int value) {
    return new PushOptions(value, delay, notBefore, key);
  }

  public PushOptions withDelay(Duration value) {
    return new PushOptions(priority, value, notBefore, key);
  }

  public PushOptions withNotBefore(Instant value) {
    return new PushOptions(priority, delay, Optional.of(value), key);
  }

  public PushOptions withKey(String value) {
    return new PushOptions(priority, delay, notBefore, Optional.of(value));
  }

  /** When a task that is pushed now may be delivered. */
  Instant from(Instant now) {
    Instant delayed = delay.isZero() ? now : now.plus(delay);
    return notBefore.filter(time -> time.isAfter(delayed)).orElse(delayed);
  }
}
