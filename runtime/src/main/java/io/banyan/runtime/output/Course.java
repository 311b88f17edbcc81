package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.Optional;

/**
 * Where one stream goes, and how much did not get there.
 *
 * @param bytes takes everything as it comes
 * @param lines takes whole lines
 */
record Course(
    OutputStreamKind stream,
    int keepLines,
    ByteSink bytes,
    Optional<LaidOutLines> lines,
    Loss loss) {

  /** Cuts the stream into lines for the tail and for a log of lines. */
  LineAssembler assembler(OutputTail tail) {
    return lines
        .map(log -> new LineAssembler(Integer.MAX_VALUE, block -> log.append(this, block, tail)))
        .orElseGet(() -> new LineAssembler(keepLines, block -> tail.append(stream, block)));
  }

  /** Of a stream that its process writes to its file by itself: what is left to be done. */
  Course into(ByteSink rest) {
    return new Course(stream, keepLines, rest, Optional.empty(), loss);
  }

  /** An incarnation writes no more. */
  void end() {
    bytes.end();
    lines.ifPresent(log -> log.sink().end());
  }
}
