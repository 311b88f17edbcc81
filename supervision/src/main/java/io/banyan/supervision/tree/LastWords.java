package io.banyan.supervision.tree;

import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.supervision.strategy.SupervisorEnd;
import io.banyan.supervision.strategy.SupervisorMachine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why one incarnation of a supervisor ends, in words. Used by its actor. */
final class LastWords {

  private final SupervisorMachine machine;
  private final Children children;
  private boolean found;
  private @Nullable CrashReason doom;
  private Optional<CrashReason> reason = Optional.empty();

  LastWords(SupervisorMachine machine, Children children) {
    this.machine = machine;
    this.children = children;
  }

  /** It is made to crash, whatever its children do. */
  void crash(CrashReason why) {
    doom = why;
  }

  /**
   * Remembers why, in words that need what is known of the children now.
   *
   * @return whether that is news: it has just begun to end
   */
  boolean find() {
    Optional<SupervisorEnd> ending = machine.ending();
    if (found || ending.isEmpty()) {
      return false;
    }
    found = true;
    reason =
        doom == null
            ? EndReason.of(ending.get(), machine.spec().limit(), children::lastReason)
            : Optional.of(doom);
    return true;
  }

  /** Why its own supervisor has to act; empty when it was asked to end, or made to. */
  Optional<CrashReason> escalation() {
    return doom == null ? reason : Optional.empty();
  }

  /**
   * What is told to its owner.
   *
   * @param ready whether all its children had come up once
   */
  ChildNotice.Ended notice(SupervisorEnd why, boolean ready) {
    boolean done = why instanceof SupervisorEnd.AutoShutDown;
    Outcome outcome =
        why.isFailure() || doom != null ? Outcome.FAILED : done ? Outcome.EXITED : Outcome.STOPPED;
    return new ChildNotice.Ended(outcome, reason, ready || done);
  }
}
