package io.banyan.pool.worker.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for each task.
 *
 * @param timeout how long a worker may take for it; then only that worker is killed and replaced.
 *     Empty: as long as it takes
 * @param attempts how often it is given to a worker at most, at least 1
 * @param retryOn after what it is tried again; it goes before all others then
 * @param whenCancelled what becomes of one that runs
 */
public record TaskRules(
    Optional<Duration> timeout, int attempts, Set<RetryOn> retryOn, WhenCancelled whenCancelled) {

  /** One attempt, however long it takes. */
  public static final TaskRules ONCE =
      new TaskRules(Optional.empty(), 1, Set.of(RetryOn.CRASH), WhenCancelled.INTERRUPT);

  public TaskRules {
    retryOn = Set.copyOf(retryOn);
    if (attempts < 1 || timeout.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
      throw new IllegalArgumentException("attempts: " + attempts + ", timeout: " + timeout);
    }
  }

  public TaskRules withTimeout(Duration limit) {
    return new TaskRules(Optional.of(limit), attempts, retryOn, whenCancelled);
  }

  public TaskRules withAttempts(int most) {
    return new TaskRules(timeout, most, retryOn, whenCancelled);
  }

  public TaskRules retryingOn(Set<RetryOn> ways) {
    return new TaskRules(timeout, attempts, ways, whenCancelled);
  }

  public TaskRules whenCancelled(WhenCancelled choice) {
    return new TaskRules(timeout, attempts, retryOn, choice);
  }
}
