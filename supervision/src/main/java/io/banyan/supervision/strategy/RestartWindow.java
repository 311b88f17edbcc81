package io.banyan.supervision.strategy;

import io.banyan.supervision.spec.RestartLimit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The restarts a supervisor has made lately, on a monotonic clock. One more than the limit allows,
 * within the window, and the supervisor has to give up.
 */
final class RestartWindow {

  /** When each of the recent restarts was decided, in nanoseconds, oldest first. */
  private final Deque<Long> recent = new ArrayDeque<>();

  private RestartLimit limit;

  RestartWindow(RestartLimit limit) {
    this.limit = limit;
  }

  /** Another limit, from now on; what was counted stays counted. */
  void limit(RestartLimit changed) {
    limit = changed;
  }

  /** One more restart now; those that have left the window are forgotten. */
  void add(long now) {
    long length = limit.within().toNanos();
    while (!recent.isEmpty() && now - recent.getFirst() > length) {
      recent.removeFirst();
    }
    recent.addLast(now);
  }

  boolean isExceeded() {
    return recent.size() > limit.maxRestarts();
  }

  int size() {
    return recent.size();
  }
}
