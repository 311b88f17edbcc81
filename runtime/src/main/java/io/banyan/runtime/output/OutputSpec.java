package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.List;

/**
 * What becomes of the two streams of a process.
 *
 * @param patterns lines that are told as events
 */
public record OutputSpec(StreamSpec stdout, StreamSpec stderr, List<PatternSpec> patterns) {

  public OutputSpec {
    patterns = List.copyOf(patterns);
  }

  /** No line is told as an event. */
  public OutputSpec(StreamSpec stdout, StreamSpec stderr) {
    this(stdout, stderr, List.of());
  }

  public StreamSpec of(OutputStreamKind stream) {
    return stream == OutputStreamKind.STDOUT ? stdout : stderr;
  }

  /** Whether both streams are written to the same file. */
  boolean isShared() {
    return stdout.log().isPresent() && stdout.log().equals(stderr.log());
  }

  /** The same for another child, which has log files of its own. */
  public OutputSpec renamed(String before, String after) {
    return new OutputSpec(stdout.renamed(before, after), stderr.renamed(before, after), patterns);
  }
}
