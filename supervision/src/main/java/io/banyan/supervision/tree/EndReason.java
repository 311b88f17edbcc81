package io.banyan.supervision.tree;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.DurationText;
import io.banyan.supervision.spec.RestartLimit;
import io.banyan.supervision.strategy.SupervisorEnd;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Why a supervisor failed, in words. */
final class EndReason {

  private EndReason() {}

  /**
   * The reason; empty when it has not failed.
   *
   * @param lastReason why the last incarnation of a child ended
   */
  static Optional<CrashReason> of(
      SupervisorEnd why, RestartLimit limit, UnaryOperator<String> lastReason) {
    if (why instanceof SupervisorEnd.StartFailed failed) {
      return Optional.of(
          new CrashReason.Error(
              "could not start %s: %s"
                  .formatted(failed.childId(), lastReason.apply(failed.childId()))));
    }
    if (why instanceof SupervisorEnd.LimitExceeded exceeded) {
      return Optional.of(
          new CrashReason.GaveUp(
              "%s ended again after %d restarts within %s (%s)"
                  .formatted(
                      exceeded.childId(),
                      limit.maxRestarts(),
                      DurationText.of(limit.within()),
                      lastReason.apply(exceeded.childId()))));
    }
    return Optional.empty();
  }
}
