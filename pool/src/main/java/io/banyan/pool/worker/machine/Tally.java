package io.banyan.pool.worker.machine;

/** Counts. */
final class Tally {

  long submitted;
  long done;
  long failed;
  long crashed;
  long timedOut;
  long cancelled;
  long refused;
  long dropped;
  long abandoned;
  long retried;
  long recycled;
  long started;
  long lost;
  long waitNanos;
  long runNanos;
  long given;

  void end(TaskEnd end) {
    if (end instanceof TaskEnd.Done) {
      done++;
    } else if (end instanceof TaskEnd.Failed) {
      failed++;
    } else if (end instanceof TaskEnd.Crashed) {
      crashed++;
    } else if (end instanceof TaskEnd.TimedOut) {
      timedOut++;
    } else if (end instanceof TaskEnd.Cancelled) {
      cancelled++;
    } else if (end instanceof TaskEnd.Refused) {
      refused++;
    } else if (end instanceof TaskEnd.Dropped) {
      dropped++;
    } else {
      abandoned++;
    }
  }

  PoolCounts counts() {
    return new PoolCounts(
        submitted, done, failed, crashed, timedOut, cancelled, refused, dropped, abandoned, retried,
        recycled, started, lost, waitNanos, runNanos, given);
  }
}
