package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.RestartLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * The restarts a supervisor has made lately, on a monotonic clock. One more than the limit allows,
 * within the window, and the supervisor has to give up. Immutable.
 *
 * @param nanos when each of the recent restarts was decided, oldest first
 */
record RestartWindow(RestartLimit limit, List<Long> nanos) {

  RestartWindow {
    nanos = List.copyOf(nanos);
  }

  static RestartWindow empty(RestartLimit limit) {
    return new RestartWindow(limit, List.of());
  }

  /** One more restart now; those that have left the window are forgotten. */
  RestartWindow add(long now) {
    long length = limit.within().toNanos();
    List<Long> recent = new ArrayList<>();
    for (long then : nanos) {
      if (now - then <= length) {
        recent.add(then);
      }
    }
    recent.add(now);
    return new RestartWindow(limit, recent);
  }

  boolean isExceeded() {
    return nanos.size() > limit.maxRestarts();
  }

  int size() {
    return nanos.size();
  }
}
