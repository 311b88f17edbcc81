package io.banyan.runtime.output;

import io.banyan.runtime.output.rotation.Rotation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What becomes of one stream.
 *
 * @param log the file it is appended to, absolute; empty for none. Both streams of a process may
 *     have the same; they then have the same rotation
 * @param keepLines how many of its last lines are kept in memory, at least 1
 * @param whenFull what happens when the file cannot keep up
 * @param passThrough whether it is also written to the same stream of the runtime itself
 * @param layout how its lines look in the file
 * @param rotation when the file is begun anew
 */
public record StreamSpec(
    Optional<Path> log,
    int keepLines,
    WhenFull whenFull,
    boolean passThrough,
    LogLayout layout,
    Rotation rotation) {

  public StreamSpec {
    if (keepLines < 1) {
      throw new IllegalArgumentException("keepLines: " + keepLines);
    }
  }

  /** As it comes, into a file that grows for ever. */
  public StreamSpec(Optional<Path> log, int keepLines, WhenFull whenFull, boolean passThrough) {
    this(log, keepLines, whenFull, passThrough, LogLayout.RAW, Rotation.NONE);
  }

  /** Nothing is lost, nothing is passed through. */
  public StreamSpec(Optional<Path> log, int keepLines) {
    this(log, keepLines, WhenFull.BLOCK, false);
  }

  /**
   * The same in a file of its own: where the name of the file begins with the id of the one child,
   * that of the other takes its place; any other name gets it at its end.
   */
  StreamSpec renamed(String before, String after) {
    return new StreamSpec(
        log.map(file -> FileNames.renamed(file, before, after)),
        keepLines,
        whenFull,
        passThrough,
        layout,
        rotation);
  }
}
