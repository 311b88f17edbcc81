package io.banyan.runtime.output;

/** How the time when a line was read is written. */
public enum Timestamps {
  /** Not at all; in JSON as {@link #ISO}. */
  NONE,

  /** In UTC, {@code 2026-01-31T12:00:00.000Z}. */
  ISO,

  /** In the time zone of the runtime, {@code 2026-01-31T13:00:00.000+01:00}. */
  LOCAL
}
