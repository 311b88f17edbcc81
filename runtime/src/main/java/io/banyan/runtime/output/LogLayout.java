package io.banyan.runtime.output;

/**
 * How lines look in a log file.
 *
 * @param format what a line is
 * @param timestamps how its time is written
 */
public record LogLayout(LineFormat format, Timestamps timestamps) {

  /** Every byte as it comes. */
  public static final LogLayout RAW = new LogLayout(LineFormat.TEXT, Timestamps.NONE);

  boolean isRaw() {
    return equals(RAW);
  }
}
