package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The lines of some streams that were kept at one moment, in the order in which they came. They
 * become text only for who reads them.
 */
final class KeptLines implements Iterator<KeptLines.Line> {

  private final List<Stream> streams = new ArrayList<>();

  KeptLines(Map<OutputStreamKind, List<LineRing.Slice>> slices) {
    slices.forEach((stream, some) -> streams.add(new Stream(stream, some)));
  }

  /**
   * A line, not yet text.
   *
   * @param ordinal its place among all lines of its stream, from 1
   */
  record Line(
      OutputStreamKind stream,
      long sequence,
      long ordinal,
      Instant time,
      LineBlock block,
      int index) {

    OutputLine text() {
      return new OutputLine(sequence, time, stream, block.text(index));
    }
  }

  @Override
  public boolean hasNext() {
    return streams.stream().anyMatch(Stream::hasNext);
  }

  @Override
  public Line next() {
    Stream first = null;
    for (Stream stream : streams) {
      if (stream.hasNext() && (first == null || stream.sequence() < first.sequence())) {
        first = stream;
      }
    }
    if (first == null) {
      throw new NoSuchElementException();
    }
    return first.next();
  }

  /** The lines of one stream. */
  private static final class Stream {
    private final OutputStreamKind kind;
    private final List<LineRing.Slice> slices;
    private int slice;
    private int line;

    Stream(OutputStreamKind kind, List<LineRing.Slice> slices) {
      this.kind = kind;
      this.slices = slices;
    }

    boolean hasNext() {
      return slice < slices.size();
    }

    long sequence() {
      return slices.get(slice).sequence() + line;
    }

    Line next() {
      LineRing.Slice of = slices.get(slice);
      int index = of.from() + line;
      Line next = new Line(kind, sequence(), of.ordinal() + line, of.time(), of.block(), index);
      if (index + 1 < of.block().count()) {
        line++;
      } else {
        slice++;
        line = 0;
      }
      return next;
    }
  }
}
