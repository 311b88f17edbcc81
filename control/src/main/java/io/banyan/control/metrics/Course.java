package io.banyan.control.metrics;

import io.banyan.runtime.event.ProcessEvent;
import java.util.OptionalLong;

/** Where one child is between the moments from which durations are counted, in nanoseconds. */
final class Course {

  private OptionalLong starting = OptionalLong.empty();
  private OptionalLong stopping = OptionalLong.empty();
  private OptionalLong restarting = OptionalLong.empty();
  private OptionalLong ended = OptionalLong.empty();
  private String lastEnd = "unknown";

  void starting(long now) {
    starting = OptionalLong.of(now);
  }

  /** How long the launch took; empty when its beginning was not heard of. */
  OptionalLong launched(long now) {
    OptionalLong took = since(starting, now);
    starting = OptionalLong.empty();
    return took;
  }

  /**
   * How long it has been down because of a restart, without the declared delay; empty when this is
   * none. Only the first call after a restart gets an answer.
   */
  OptionalLong restarted(long now) {
    OptionalLong took = since(restarting, now);
    restarting = OptionalLong.empty();
    return took;
  }

  /** Announced again, as when its supervisor has others wait with it, it counts from its end. */
  void restarting(ProcessEvent.Restarting announced) {
    long delay = announced.delay().toNanos();
    restarting = ended.isPresent() ? OptionalLong.of(ended.getAsLong() + delay) : ended;
  }

  /** The first request counts; those after it only make it quicker. */
  void stopping(long now) {
    if (stopping.isEmpty()) {
      stopping = OptionalLong.of(now);
    }
  }

  /** How long it took to stop; empty when it was not asked to. */
  OptionalLong ended(long now, String how) {
    OptionalLong took = since(stopping, now);
    starting = OptionalLong.empty();
    stopping = OptionalLong.empty();
    restarting = OptionalLong.empty();
    ended = OptionalLong.of(now);
    lastEnd = how;
    return took;
  }

  /** How it ended last. */
  String lastEnd() {
    return lastEnd;
  }

  private static OptionalLong since(OptionalLong begin, long now) {
    return begin.isPresent() ? OptionalLong.of(now - begin.getAsLong()) : begin;
  }
}
