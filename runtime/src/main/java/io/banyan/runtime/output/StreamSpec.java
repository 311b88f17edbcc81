package io.banyan.runtime.output;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What becomes of one stream.
 *
 * @param log the file it is appended to, absolute; empty for none
 * @param keepLines how many of its last lines are kept in memory, at least 1
 */
public record StreamSpec(Optional<Path> log, int keepLines) {

  public StreamSpec {
    if (keepLines < 1) {
      throw new IllegalArgumentException("keepLines: " + keepLines);
    }
  }
}
