package io.banyan.runtime.output;

/** What a line is in a log file. */
public enum LineFormat {
  /** The line. */
  TEXT,

  /** An object with time, id, stream, number and text. */
  JSON
}
