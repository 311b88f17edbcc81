package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/**
 * The last lines of one child, over all its incarnations. Each stream has a ring of its own, so
 * that a chatty stdout does not push the last words of stderr out; sequence numbers tell how the
 * two were interleaved.
 *
 * <p>Bounded in lines (as configured) and in bytes ({@value #MAX_BYTES} a stream). Readers pull:
 * they cost nothing when they are slow, they only miss lines, and are told how many. Safe from any
 * thread.
 */
public final class OutputTail {

  /** The most bytes kept of one stream, whatever the number of lines. */
  static final int MAX_BYTES = 1 << 20;

  private final Clock clock;
  private final Map<OutputStreamKind, LineRing> rings = new EnumMap<>(OutputStreamKind.class);
  private final ToLongFunction<OutputStreamKind> dropped;
  private long sequence;
  private final Set<CompletableFuture<Long>> waiting = new HashSet<>();
  private boolean over;

  /**
   * @param dropped how many bytes of each stream were lost so far
   */
  OutputTail(OutputSpec spec, Clock clock, ToLongFunction<OutputStreamKind> dropped) {
    this.clock = clock;
    this.dropped = dropped;
    for (OutputStreamKind stream : OutputStreamKind.values()) {
      rings.put(stream, new LineRing(spec.of(stream).keepLines(), MAX_BYTES));
    }
  }

  /** The number of the first of some lines that came together, and when. */
  record Place(long first, Instant time) {}

  Place append(OutputStreamKind stream, LineBlock block) {
    List<CompletableFuture<Long>> woken;
    long added;
    Place place;
    synchronized (this) {
      place = new Place(sequence + block.skipped() + 1, clock.instant());
      sequence += block.skipped() + block.count();
      added = sequence;
      of(stream, rings).add(block, place.first(), place.time());
      woken = woken();
    }
    woken.forEach(one -> one.complete(added));
    return place;
  }

  /** From here on as much is kept as this says. */
  synchronized void keep(OutputSpec spec) {
    rings.forEach((stream, ring) -> ring.keep(spec.of(stream).keepLines()));
  }

  /** Nothing comes any more: who waits for it is woken. */
  void end() {
    List<CompletableFuture<Long>> woken;
    synchronized (this) {
      over = true;
      woken = woken();
    }
    woken.forEach(one -> one.complete(lastSequence()));
  }

  /** A reader of these streams, which misses nothing as long as it is fast enough. */
  public TailReader reader(Set<OutputStreamKind> streams, TailReader.Start start) {
    return new TailReader(this, streams, start);
  }

  /** The newest lines of these streams, at most so many, oldest first. */
  public List<OutputLine> last(Set<OutputStreamKind> streams, int count) {
    Deque<KeptLines.Line> last = new ArrayDeque<>();
    KeptLines lines = snapshot(streams, 0).lines();
    while (lines.hasNext()) {
      last.addLast(lines.next());
      if (last.size() > count) {
        last.removeFirst();
      }
    }
    return last.stream().map(KeptLines.Line::text).toList();
  }

  /** The lines still kept that came after this sequence number, oldest first. */
  public List<OutputLine> after(Set<OutputStreamKind> streams, long since) {
    List<OutputLine> after = new ArrayList<>();
    snapshot(streams, since).lines().forEachRemaining(line -> after.add(line.text()));
    return after;
  }

  /**
   * Completes as soon as there is a line after this sequence number, of whatever stream, or the
   * child is none any more. Who does not wait any more cancels it.
   */
  public CompletableFuture<Long> moreThan(long since) {
    CompletableFuture<Long> more = new CompletableFuture<>();
    synchronized (this) {
      if (sequence > since || over) {
        return CompletableFuture.completedFuture(sequence);
      }
      waiting.add(more);
    }
    more.whenComplete((any, failure) -> forget(more));
    return more;
  }

  private synchronized void forget(CompletableFuture<Long> over) {
    waiting.remove(over);
  }

  synchronized int readersWaiting() {
    return waiting.size();
  }

  /** Whoever waits, to be told outside the lock. */
  private List<CompletableFuture<Long>> woken() {
    List<CompletableFuture<Long>> woken = List.copyOf(waiting);
    waiting.clear();
    return woken;
  }

  /** The sequence number of the newest line; 0 when there was none. */
  public synchronized long lastSequence() {
    return sequence;
  }

  /** How many bytes of a stream never got into its log file, over all incarnations. */
  public long droppedBytes(OutputStreamKind stream) {
    return dropped.applyAsLong(stream);
  }

  /**
   * What is there at one moment.
   *
   * @param sequence of the newest line
   * @param totals how many lines each of the wanted streams ever had
   */
  record Snapshot(long sequence, Map<OutputStreamKind, Long> totals, KeptLines lines) {}

  /** The lines of these streams after this sequence number. Blocks only as long as new lines do. */
  synchronized Snapshot snapshot(Set<OutputStreamKind> streams, long since) {
    Map<OutputStreamKind, Long> totals = new EnumMap<>(OutputStreamKind.class);
    Map<OutputStreamKind, List<LineRing.Slice>> slices = new EnumMap<>(OutputStreamKind.class);
    for (OutputStreamKind stream : streams) {
      LineRing ring = of(stream, rings);
      totals.put(stream, ring.total());
      slices.put(stream, ring.after(since));
    }
    return new Snapshot(sequence, totals, new KeptLines(slices));
  }

  private static LineRing of(OutputStreamKind stream, Map<OutputStreamKind, LineRing> all) {
    return Objects.requireNonNull(all.get(stream));
  }
}
