package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The last lines of one child, over all its incarnations. Each stream has a ring of its own, so
 * that a chatty stdout does not push the last words of stderr out; sequence numbers tell how the
 * two were interleaved.
 *
 * <p>Bounded in lines (as configured) and in characters ({@value #MAX_CHARS} a stream). Followers
 * pull: they cost nothing when they are slow, they only see a gap in the sequence numbers. Safe
 * from any thread.
 */
public final class OutputTail {

  /** The most characters kept of one stream, whatever the number of lines. */
  static final int MAX_CHARS = 1 << 20;

  private final Clock clock;
  private final Map<OutputStreamKind, Ring> rings = new EnumMap<>(OutputStreamKind.class);
  private long sequence;
  private CompletableFuture<Long> changed = new CompletableFuture<>();

  OutputTail(OutputSpec spec, Clock clock) {
    this.clock = clock;
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      rings.put(stream, new Ring(spec.of(stream).keepLines()));
    }
  }

  void append(OutputStreamKind stream, String text) {
    CompletableFuture<Long> waiting;
    long added;
    synchronized (this) {
      added = ++sequence;
      ring(stream).add(new OutputLine(added, clock.instant(), stream, text));
      waiting = changed;
      changed = new CompletableFuture<>();
    }
    waiting.complete(added);
  }

  /** The newest lines of these streams, at most so many, oldest first. */
  public synchronized List<OutputLine> last(Set<OutputStreamKind> streams, int count) {
    List<OutputLine> lines = after(streams, 0);
    return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /** The lines still kept that came after this sequence number, oldest first. */
  public synchronized List<OutputLine> after(Set<OutputStreamKind> streams, long since) {
    List<OutputLine> lines = new ArrayList<>();
    for (OutputStreamKind stream : streams) {
      for (OutputLine line : ring(stream).lines) {
        if (line.sequence() > since) {
          lines.add(line);
        }
      }
    }
    lines.sort(Comparator.comparingLong(OutputLine::sequence));
    return List.copyOf(lines);
  }

  /** Completes as soon as there is a line after this sequence number, of whatever stream. */
  public synchronized CompletionStage<Long> moreThan(long since) {
    return sequence > since ? CompletableFuture.completedFuture(sequence) : changed;
  }

  /** The sequence number of the newest line; 0 when there was none. */
  public synchronized long lastSequence() {
    return sequence;
  }

  private Ring ring(OutputStreamKind stream) {
    Ring ring = rings.get(stream);
    if (ring == null) {
      throw new IllegalStateException("no ring for " + stream);
    }
    return ring;
  }

  private static final class Ring {
    private final Deque<OutputLine> lines = new ArrayDeque<>();
    private final int keepLines;
    private int chars;

    Ring(int keepLines) {
      this.keepLines = keepLines;
    }

    void add(OutputLine line) {
      lines.addLast(line);
      chars += line.text().length();
      while (lines.size() > keepLines || (chars > MAX_CHARS && lines.size() > 1)) {
        chars -= lines.removeFirst().text().length();
      }
    }
  }
}
