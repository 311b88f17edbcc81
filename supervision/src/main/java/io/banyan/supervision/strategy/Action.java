package io.banyan.supervision.strategy;

import java.time.Duration;

/** What a supervisor has to do next. Actions are carried out in the order in which they come. */
public sealed interface Action {

  /** Start the next incarnation. */
  record Start(String id) implements Action {}

  /** Ask it to end, within its shutdown time. */
  record Stop(String id) implements Action {}

  /** Kill it at once. */
  record Kill(String id) implements Action {}

  /**
   * Tell that it is going to be restarted.
   *
   * @param recent restarts in the window, this one included
   */
  record AnnounceRestart(String id, Duration delay, int recent) implements Action {}

  /** Tell that it is to be started, and for what it waits. */
  record Wait(String id) implements Action {}

  /** Tell that it has failed for good, as it is not to be restarted after an end like that. */
  record NotRestarted(String id) implements Action {}

  /** Come back with {@link SupervisorMachine#delayOver} after this time. */
  record StartDelay(String id, Duration delay) implements Action {}

  /** The delay is not to be waited for any more. */
  record CancelDelay(String id) implements Action {}

  /**
   * Tell that its announced restart will not happen.
   *
   * @param gaveUp because the supervisor gave up; otherwise because it was told to stop
   */
  record WithdrawRestart(String id, boolean gaveUp) implements Action {}

  /** Forget it: it is no child any more. Its last end has been told before. */
  record Remove(String id) implements Action {}

  /** Every child has been started: the supervisor is ready. Comes at most once. */
  record Ready() implements Action {}

  /** All children are down: the supervisor ends. The last action of all. */
  record End(SupervisorEnd why) implements Action {}
}
