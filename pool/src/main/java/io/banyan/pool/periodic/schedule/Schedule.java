package io.banyan.pool.periodic.schedule;

import io.banyan.runtime.event.DurationText;
import java.time.Duration;

/** When something is due. */
public sealed interface Schedule {

  /** For people: {@code every 1m}, {@code 0 3 * * * (Europe/Berlin)}. */
  String words();

  /** Again and again after so long, by a clock that nobody puts forward or back. */
  record Every(Duration interval) implements Schedule {
    public Every {
      if (interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException("an interval must be more than zero: " + interval);
      }
    }

    @Override
    public String words() {
      return "every " + DurationText.of(interval);
    }
  }

  /** At times of the clock on the wall. */
  record At(Cron cron) implements Schedule {
    @Override
    public String words() {
      return cron.toString();
    }
  }
}
