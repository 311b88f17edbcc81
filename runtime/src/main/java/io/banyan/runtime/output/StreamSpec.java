package io.banyan.runtime.output;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What becomes of one stream.
 *
 * @param log the file it is appended to, absolute; empty for none
 * @param keepLines how many of its last lines are kept in memory, at least 1
 * @param whenFull what happens when the file cannot keep up
 * @param passThrough whether it is also written to the same stream of the runtime itself
 */
public record StreamSpec(
    Optional<Path> log, int keepLines, WhenFull whenFull, boolean passThrough) {

  public StreamSpec {
    if (keepLines < 1) {
      throw new IllegalArgumentException("keepLines: " + keepLines);
    }
  }

  /** Nothing is lost, nothing is passed through. */
  public StreamSpec(Optional<Path> log, int keepLines) {
    this(log, keepLines, WhenFull.BLOCK, false);
  }
}
