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

  /** An incarnation writes no more. */
  void end() {
    bytes.end();
    lines.ifPresent(log -> log.sink().end());
  }
}
