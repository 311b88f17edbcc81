package io.banyan.pool.queue;

import io.banyan.pool.queue.machine.Attempt;
import io.banyan.pool.queue.machine.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One task with one consumer, for at most its lease. Settle it once: what is said after that, or
 * after the lease has ended, is too late and changes nothing.
 *
 * <p>Safe from any thread. The plain methods wait until what they say is kept, see {@link
 * TaskQueue}; they answer false when it was too late.
 */
public interface Delivery<T> {

  T value();

  /** The number of the task in its queue. */
  long id();

  /** 1 for the first time the task is delivered. */
  int attempt();

  /** What became of the attempts before this one, in order. */
  List<Attempt> earlier();

  /** The key it was pushed with. */
  Optional<String> key();

  /** Says what became of it, without waiting; false when it was too late. */
  CompletionStage<Boolean> settle(Outcome outcome);

  /** Says what became of it, and waits until that is kept; false when it was too late. */
  boolean settleNow(Outcome outcome);

  /**
   * Keeps the task for so long from now, instead of what is left of its lease. Not kept in a file.
   *
   * @param lease greater than 0
   * @return false when it was too late
   */
  boolean extend(Duration lease);

  /** It is done. */
  default boolean ack() {
    return settleNow(new Outcome.Done());
  }

  /** It failed, for this reason. It comes again after its backoff, if attempts are left. */
  default boolean fail(String reason) {
    return settleNow(new Outcome.Failed(reason));
  }

  /** It failed for the moment: it comes again after this time, if attempts are left. */
  default boolean retryAfter(Duration delay, String reason) {
    return settleNow(new Outcome.Again(delay, reason));
  }

  /** As {@link #retryAfter(Duration, String)}, without a reason of one's own. */
  default boolean retryAfter(Duration delay) {
    return retryAfter(delay, "to be tried again");
  }

  /** It was not tried: it goes back to its place, and this attempt does not count. */
  default boolean giveBack() {
    return settleNow(new Outcome.GivenBack());
  }
}
