package io.banyan.pool.worker.machine;

import java.util.ArrayList;
import java.util.List;

/** What is decided, and when time will matter next. */
final class Agenda {

  static final long NEVER = Long.MAX_VALUE;

  private List<Decision> decided = List.of();
  private long wakeAt = NEVER;

  /** Another event: nothing is decided about it yet. */
  void open() {
    decided = new ArrayList<>(4);
  }

  void decide(Decision decision) {
    decided.add(decision);
  }

  List<Decision> decided() {
    return decided;
  }

  /** Time will matter then, if not before. */
  void wake(long at) {
    wakeAt = Math.min(wakeAt, at);
  }

  /** It does not matter any more. */
  void sleep() {
    wakeAt = NEVER;
  }

  long wakeAt() {
    return wakeAt;
  }
}
