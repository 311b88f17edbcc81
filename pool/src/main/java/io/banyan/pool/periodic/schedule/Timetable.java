package io.banyan.pool.periodic.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Knows when the next run is due, and how many have become due since. Used by one thread. */
final class Timetable {

  /** Clocks of the wall are read in minutes: who comes within one is in time. */
  static final Duration IN_TIME = Duration.ofMinutes(1);

  /** The clock on the wall may be put at any time, and a machine may sleep. */
  static final Duration LOOK = Duration.ofSeconds(30);

  /** A clock that is put back further than for summer time is believed, and times are had again. */
  static final Duration BELIEVED = Duration.ofHours(3);

  private static final int MOST_COUNTED = 10_000;

  private final PeriodicSettings settings;
  private final RandomGenerator random;
  private @Nullable Next next;
  private @Nullable Moment last;

  /** A time that is to come, without its jitter. */
  private sealed interface Next {
    record ByInterval(long nanos, Duration late) implements Next {}

    record ByWall(Instant time, Duration late) implements Next {}
  }

  /**
   * What has become due.
   *
   * @param inTime whether the last of it is not too late
   */
  record Due(long count, boolean inTime) {
    static final Due NOTHING = new Due(0, false);
  }

  Timetable(PeriodicSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** The first run comes after the initial delay. */
  void begin(Moment now) {
    plan(now, settings.initialDelay());
  }

  /** Runs that became due meanwhile are forgotten. */
  void goOn(Moment now) {
    plan(now, Optional.empty());
  }

  /** Nothing is due any more. */
  void pause() {
    next = null;
  }

  /** What has become due until now; asked again, it has not. */
  Due take(Moment now) {
    boolean wentBack = last != null && now.driftSince(last).negated().compareTo(BELIEVED) > 0;
    last = now;
    if (next instanceof Next.ByInterval due) {
      return byInterval(due, now);
    }
    if (next instanceof Next.ByWall due) {
      if (wentBack) {
        goOn(now);
        return Due.NOTHING;
      }
      return byWall(due, now);
    }
    return Due.NOTHING;
  }

  /** When to ask the next time; empty when nothing will be due. */
  Optional<Duration> untilNextLook(Moment now) {
    if (next instanceof Next.ByInterval due) {
      return Optional.of(due.late().plusNanos(due.nanos() - now.nanos()));
    }
    if (next instanceof Next.ByWall due) {
      Duration left = Duration.between(now.wall(), due.time().plus(due.late()));
      return Optional.of(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
    return Optional.empty();
  }

  /** When the next run is due, by the clock on the wall as it goes now. */
  Optional<Instant> next(Moment now) {
    if (next instanceof Next.ByInterval due) {
      return Optional.of(now.wall().plusNanos(due.nanos() - now.nanos()).plus(due.late()));
    }
    return next instanceof Next.ByWall due
        ? Optional.of(due.time().plus(due.late()))
        : Optional.empty();
  }

  private void plan(Moment now, Optional<Duration> delay) {
    last = now;
    if (settings.schedule() instanceof Schedule.Every every) {
      Duration wait = delay.orElse(every.interval());
      next = new Next.ByInterval(now.nanos() + wait.toNanos(), late());
    } else if (settings.schedule() instanceof Schedule.At at) {
      wall(at.cron().next(now.wall().plus(delay.orElse(Duration.ZERO))));
    }
  }

  private void wall(Optional<Instant> time) {
    next = time.map(at -> new Next.ByWall(at, late())).orElse(null);
  }

  private Due byInterval(Next.ByInterval due, Moment now) {
    long over = now.nanos() - due.nanos() - due.late().toNanos();
    if (over < 0 || !(settings.schedule() instanceof Schedule.Every every)) {
      return Due.NOTHING;
    }
    long interval = every.interval().toNanos();
    long count = 1 + over / interval;
    next = new Next.ByInterval(due.nanos() + count * interval, late());
    return new Due(count, true);
  }

  private Due byWall(Next.ByWall due, Moment now) {
    if (!(settings.schedule() instanceof Schedule.At at)) {
      return Due.NOTHING;
    }
    int count = 0;
    Instant latest = due.time();
    Optional<Instant> time = Optional.of(due.time());
    while (time.isPresent() && !time.get().plus(due.late()).isAfter(now.wall())) {
      latest = time.get();
      count++;
      time = count < MOST_COUNTED ? at.cron().next(latest) : at.cron().next(now.wall());
    }
    if (count == 0) {
      return Due.NOTHING;
    }
    wall(time);
    Duration lateness = Duration.between(latest.plus(due.late()), now.wall());
    return new Due(count, lateness.compareTo(IN_TIME) <= 0);
  }

  /** The whole of a jitter that is as long as the interval is never reached. */
  private Duration late() {
    return settings.jitter().isZero()
        ? Duration.ZERO
        : Duration.ofNanos((long) (random.nextDouble() * settings.jitter().toNanos()));
  }
}
