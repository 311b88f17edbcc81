package io.banyan.runtime.engine;

import java.nio.file.Path;

/**
 * Files that a process writes to by itself: its standard output and error are descriptors of these,
 * opened for appending and made when they are not there. Nobody has to read them for it to go on,
 * so it can outlive the runtime.
 *
 * @param stdout absolute, in a folder that is there
 * @param stderr the same; may be the same file
 */
public record OutputFiles(Path stdout, Path stderr) {

  /** The file of one of the two streams. */
  public Path of(OutputStreamKind stream) {
    return stream == OutputStreamKind.STDOUT ? stdout : stderr;
  }
}
