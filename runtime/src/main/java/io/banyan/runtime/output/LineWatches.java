package io.banyan.runtime.output;

import io.banyan.runtime.engine.OutputStreamKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who watches the lines of one child, over all its incarnations. Safe from any thread. */
final class LineWatches {

  private static final Logger LOG = LoggerFactory.getLogger(LineWatches.class);

  private final List<LineWatch> watches = new CopyOnWriteArrayList<>();
  private final AtomicInteger newest = new AtomicInteger();

  LineWatch.Subscription add(LineWatch watch) {
    // Its own identity, so that the same watch can be added twice and each is closed for itself.
    LineWatch added = watch::onLine;
    watches.add(added);
    return () -> watches.remove(added);
  }

  /** A new incarnation: lines of older ones, which may still be read, are nobody's from here on. */
  int nextIncarnation() {
    return newest.incrementAndGet();
  }

  boolean isEmpty() {
    return watches.isEmpty();
  }

  boolean areAny(int incarnation) {
    return !watches.isEmpty() && newest.get() == incarnation;
  }

  void onLine(OutputStreamKind stream, String line) {
    for (LineWatch watch : watches) {
      if (!goesOn(watch, stream, line)) {
        watches.remove(watch);
      }
    }
  }

  private static boolean goesOn(LineWatch watch, OutputStreamKind stream, String line) {
    try {
      return watch.onLine(stream, line);
    } catch (RuntimeException failed) {
      LOG.error("Somebody who watched the lines of a process failed", failed);
      return false;
    }
  }
}
