package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of one child, over all its incarnations. Each stream has a ring of its own, so
 * that a chatty stdout does not push the last words of stderr out; sequence numbers tell how the
 * two were interleaved.
 *
 * <p>Bounded in lines (as configured) and in bytes ({@value #MAX_BYTES} a stream). Followers pull:
 * they cost nothing when they are slow, they only see a gap in the sequence numbers. Safe from any
 * thread.
 */
public final class OutputTail {

  /** The most bytes kept of one stream, whatever the number of lines. */
  static final int MAX_BYTES = 1 << 20;

  private final Clock clock;
  private final Map<OutputStreamKind, LineRing> rings = new EnumMap<>(OutputStreamKind.class);
  private final Map<OutputStreamKind, LongSupplier> dropped;
  private long sequence;
  private @Nullable CompletableFuture<Long> changed;

  /**
   * @param dropped how many bytes of each stream were lost so far
   */
  OutputTail(OutputSpec spec, Clock clock, Map<OutputStreamKind, LongSupplier> dropped) {
    this.clock = clock;
    this.dropped = Map.copyOf(dropped);
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      rings.put(stream, new LineRing(spec.of(stream).keepLines(), MAX_BYTES));
    }
  }

  /** The number of the first of some lines that came together, and when. */
  record Place(long first, Instant time) {}

  Place append(OutputStreamKind stream, LineBlock block) {
    CompletableFuture<Long> waiting;
    long added;
    Place place;
    synchronized (this) {
      place = new Place(sequence + block.skipped() + 1, clock.instant());
      sequence += block.skipped() + block.count();
      added = sequence;
      of(stream, rings).add(block, place.first(), place.time());
      waiting = changed;
      changed = null;
    }
    if (waiting != null) {
      waiting.complete(added);
    }
    return place;
  }

  /** The newest lines of these streams, at most so many, oldest first. */
  public List<OutputLine> last(Set<OutputStreamKind> streams, int count) {
    List<Found> lines = find(streams, 0);
    return read(lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /** The lines still kept that came after this sequence number, oldest first. */
  public List<OutputLine> after(Set<OutputStreamKind> streams, long since) {
    return read(find(streams, since));
  }

  /** Completes as soon as there is a line after this sequence number, of whatever stream. */
  public synchronized CompletionStage<Long> moreThan(long since) {
    if (sequence > since) {
      return CompletableFuture.completedFuture(sequence);
    }
    CompletableFuture<Long> next = changed == null ? new CompletableFuture<>() : changed;
    changed = next;
    return next;
  }

  /** The sequence number of the newest line; 0 when there was none. */
  public synchronized long lastSequence() {
    return sequence;
  }

  /** How many bytes of a stream never got into its log file, over all incarnations. */
  public long droppedBytes(OutputStreamKind stream) {
    return of(stream, dropped).getAsLong();
  }

  private record Found(OutputStreamKind stream, LineRing.Line line) {}

  private synchronized List<Found> find(Set<OutputStreamKind> streams, long since) {
    List<Found> found = new ArrayList<>();
    for (OutputStreamKind stream : streams) {
      List<LineRing.Line> lines = new ArrayList<>();
      of(stream, rings).collect(since, lines);
      lines.forEach(line -> found.add(new Found(stream, line)));
    }
    found.sort(Comparator.comparingLong(one -> one.line().sequence()));
    return found;
  }

  /** Lines never change, so that nobody has to wait while they become text. */
  private static List<OutputLine> read(List<Found> found) {
    return found.stream()
        .map(
            one ->
                new OutputLine(
                    one.line().sequence(),
                    one.line().time(),
                    one.stream(),
                    one.line().block().text(one.line().index())))
        .toList();
  }

  private static <T> T of(OutputStreamKind stream, Map<OutputStreamKind, T> all) {
    return Objects.requireNonNull(all.get(stream));
  }
}
