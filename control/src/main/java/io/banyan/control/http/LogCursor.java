package io.banyan.control.http;

import io.banyan.control.document.LineDocument;
import io.banyan.runtime.event.ChildPath;
import io.banyan.runtime.output.OutputTail;
import io.banyan.runtime.output.TailReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Where one answer is in the lines of one child, which may have another tail by now because it was
 * removed and added again. Used by one thread at a time.
 */
final class LogCursor {

  private static final TailReader.Start ALL = new TailReader.Start(Integer.MAX_VALUE, Instant.MIN);

  private final LogSource source;
  private final LogQuery query;
  private Optional<TailReader> reader;

  LogCursor(LogSource source, LogQuery query) {
    this.source = source;
    this.query = query;
    this.reader = source.tail().map(tail -> tail.reader(query.streams(), query.start()));
  }

  LogSource source() {
    return source;
  }

  /** The next of the lines that were there when the answer was begun. */
  List<TailReader.Line> past(int most) {
    return reader.map(some -> some.next(most, some.beginning())).orElse(List.of());
  }

  /** The next lines that are there. */
  List<TailReader.Line> next(int most) {
    return reader.map(some -> some.next(most, Long.MAX_VALUE)).orElse(List.of());
  }

  /** Reads the tail that the child has now; empty when it has none. */
  Optional<TailReader> current() {
    Optional<OutputTail> tail = source.tail();
    if (!tail.equals(reader.map(TailReader::tail))) {
      reader = tail.map(other -> other.reader(query.streams(), ALL));
    }
    return reader;
  }

  /** As JSON, with the gap before it. */
  static ByteString render(ChildPath path, List<TailReader.Line> lines) {
    StringBuilder text = new StringBuilder();
    for (TailReader.Line line : lines) {
      if (line.missed() > 0) {
        text.append(LineDocument.dropped(path, line.line(), line.missed())).append('\n');
      }
      text.append(LineDocument.of(path, line.line())).append('\n');
    }
    return ByteString.fromString(text.toString());
  }
}
