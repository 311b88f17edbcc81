package io.banyan.pool.periodic.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * When something is done again and again, and what becomes of runs that get into each other's way.
 *
 * @param schedule when it is due
 * @param initialDelay for an interval the time before the first run; for times of the clock the
 *     time before which there is none. Without it: one interval, and none
 * @param jitter each run is late by some time that is left to chance, shorter than this; with an
 *     interval, this is at most that
 * @param overlap what becomes of a run that is due while the one before it has not ended
 * @param missed what becomes of runs whose time has passed unseen
 * @param mostWaiting how many runs may wait for their turn, at least 1
 */
public record PeriodicSettings(
    Schedule schedule,
    Optional<Duration> initialDelay,
    Duration jitter,
    Overlap overlap,
    Missed missed,
    int mostWaiting) {

  private static final int DEFAULT_WAITING = 10;

  public PeriodicSettings {
    if (jitter.isNegative() || initialDelay.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("a negative time");
    }
    if (schedule instanceof Schedule.Every every && jitter.compareTo(every.interval()) > 0) {
      throw new IllegalArgumentException("jitter must not be more than the interval");
    }
    if (mostWaiting < 1) {
      throw new IllegalArgumentException("at least one run must be allowed to wait");
    }
  }

  /** Without a delay of its own and without jitter; what overlaps or was missed is left out. */
  public static PeriodicSettings of(Schedule schedule) {
    return new PeriodicSettings(
        schedule, Optional.empty(), Duration.ZERO, Overlap.SKIP, Missed.SKIP, DEFAULT_WAITING);
  }

  public PeriodicSettings withInitialDelay(Duration delay) {
    return new PeriodicSettings(schedule, Optional.of(delay), jitter, overlap, missed, mostWaiting);
  }

  public PeriodicSettings withJitter(Duration most) {
    return new PeriodicSettings(schedule, initialDelay, most, overlap, missed, mostWaiting);
  }

  public PeriodicSettings withOverlap(Overlap policy) {
    return new PeriodicSettings(schedule, initialDelay, jitter, policy, missed, mostWaiting);
  }

  public PeriodicSettings withMissed(Missed policy) {
    return new PeriodicSettings(schedule, initialDelay, jitter, overlap, policy, mostWaiting);
  }

  public PeriodicSettings withMostWaiting(int most) {
    return new PeriodicSettings(schedule, initialDelay, jitter, overlap, missed, most);
  }
}
