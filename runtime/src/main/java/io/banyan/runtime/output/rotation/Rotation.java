package io.banyan.runtime.output.rotation;

import java.time.Duration;

/**
 * When a log file is begun anew, and what becomes of the old ones. The file of the highest number
 * is the oldest: {@code x.log}, {@code x.log.1}, {@code x.log.2.gz}.
 *
 * @param maxBytes at this size; 0 for never. No line is torn for that unless it is longer itself,
 *     so a file may be longer by the rest of a line
 * @param maxAge at this age, when the next line is written; zero for never
 * @param maxFiles how many old files are kept, 0 or more
 * @param compress whether old files are compressed
 */
public record Rotation(long maxBytes, Duration maxAge, int maxFiles, boolean compress) {

  /** Files grow for ever. */
  public static final Rotation NONE = new Rotation(0, Duration.ZERO, 0, false);

  public Rotation {
    if (maxBytes < 0 || maxAge.isNegative() || maxFiles < 0) {
      throw new IllegalArgumentException(maxBytes + " bytes, " + maxAge + ", " + maxFiles);
    }
  }

  /** Whether a file is ever begun anew. */
  public boolean isOn() {
    return maxBytes > 0 || isByAge();
  }

  boolean isByAge() {
    return !maxAge.isZero();
  }
}
