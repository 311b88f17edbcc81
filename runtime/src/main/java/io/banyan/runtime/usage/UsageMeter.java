package io.banyan.runtime.usage;

import io.banyan.runtime.inspect.FamilyUsage;
import java.time.Duration;

/**
 * The load of one process, from one sample to the next. Used by one thread.
 *
 * <p>Moments are those of any monotonic clock, in nanoseconds.
 */
public final class UsageMeter {

  // The system counts in steps of 10 ms: over less time than this a step would look like full load.
  private static final long SHORTEST = Duration.ofMillis(100).toNanos();

  private long at;
  private long own;
  private long total;

  /**
   * @param startedAt when the process was started: the first load is that since then
   */
  public UsageMeter(long startedAt) {
    this.at = startedAt;
  }

  /** What it uses; the load is that since the sample before. */
  public Usage read(FamilyUsage sample, long now) {
    long elapsed = Math.max(SHORTEST, now - at);
    long ownUsed = Math.max(0, sample.own().cpuNanos() - own);
    // Descendants that another than their parent waits for take their time with them.
    long totalUsed = Math.max(ownUsed, sample.total().cpuNanos() - total);
    at = now;
    own = sample.own().cpuNanos();
    total = sample.total().cpuNanos();
    return new Usage(
        percent(ownUsed, elapsed),
        sample.own().rssBytes(),
        percent(totalUsed, elapsed),
        sample.total().rssBytes(),
        sample.processes());
  }

  /** With one digit: more than that the system does not know. */
  private static double percent(long used, long elapsed) {
    return Math.round(1000.0 * used / elapsed) / 10.0;
  }
}
