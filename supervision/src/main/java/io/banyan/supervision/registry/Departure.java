package io.banyan.supervision.registry;

import io.banyan.runtime.engine.ProcessExit;
import io.banyan.runtime.event.CrashReason;
import io.banyan.runtime.event.Outcome;
import io.banyan.runtime.process.Incarnation;
import java.util.Optional;

/**
 * How an incarnation ended.
 *
 * @param exit the system's facts; empty for a supervisor
 * @param reason why, when it failed
 */
public record Departure(
    Incarnation incarnation,
    Outcome outcome,
    Optional<ProcessExit> exit,
    Optional<CrashReason> reason) {

  /** Whether it was no success and nobody had asked for it. */
  public boolean isFailure() {
    return outcome == Outcome.FAILED;
  }
}
