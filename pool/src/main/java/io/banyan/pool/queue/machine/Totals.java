package io.banyan.pool.queue.machine;

import io.banyan.pool.queue.machine.Task.Standing;

/** What went by. */
final class Totals {

  private int arriving;
  private long pushed;
  private long acked;
  private long failed;
  private long died;

  /** So many more are pushed and not kept yet. */
  void arriving(int more) {
    arriving += more;
  }

  int arriving() {
    return arriving;
  }

  void count(Step<?> step) {
    if (step.isPush()) {
      arriving--;
      pushed++;
    } else if (step.comesFrom(Standing.TAKEN)) {
      if (step.after().isEmpty()) {
        acked++;
      } else if (hasFailed(step)) {
        failed++;
      }
      if (step.leadsTo(Standing.DEAD)) {
        died++;
      }
    }
  }

  /** What was given back has lost its attempt. */
  private static boolean hasFailed(Step<?> step) {
    return step.after().orElseThrow().attempts().size()
        == step.before().orElseThrow().attempts().size();
  }

  QueueCounts counts(int waiting, int delayed, int inFlight, int dead) {
    return new QueueCounts(waiting, delayed, inFlight, dead, pushed, acked, failed, died);
  }
}
