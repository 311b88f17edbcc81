package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;

/** What becomes of the two streams of a process. */
public record OutputSpec(StreamSpec stdout, StreamSpec stderr) {

  public StreamSpec of(OutputStreamKind stream) {
    return stream == OutputStreamKind.STDOUT ? stdout : stderr;
  }

  /** The same for another child, which has log files of its own. */
  public OutputSpec renamed(String before, String after) {
    return new OutputSpec(stdout.renamed(before, after), stderr.renamed(before, after));
  }
}
