package io.banyan.pool.periodic.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be done about something that is done again and again. */
public sealed interface PeriodicAction {

  /** Begin a run; numbers are from 1. */
  record Start(int run, Cause cause) implements PeriodicAction {}

  /** Ask a run to end, because the next one is due. */
  record End(int run) implements PeriodicAction {}

  /** Tell that a run was left out. */
  record Skipped(String reason) implements PeriodicAction {}

  /**
   * Tell that the time of runs has passed unseen.
   *
   * @param madeUp for how many of them there will be one
   */
  record MissedRuns(long count, int madeUp) implements PeriodicAction {}

  /** Whoever asks for a run does not get one. */
  record Refuse(String reason) implements PeriodicAction {}

  /** Whoever asks for a run gets one, when it is its turn. */
  record Accept() implements PeriodicAction {}

  /** Look again then. */
  record LookAfter(Duration time) implements PeriodicAction {}

  /** Tell when the next run is due; empty when none is. */
  record Plan(Optional<Instant> next) implements PeriodicAction {}
}
