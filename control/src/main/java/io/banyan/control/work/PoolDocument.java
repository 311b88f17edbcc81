package io.banyan.control.work;

import io.banyan.control.json.JsonObject;
import io.banyan.pool.worker.PoolStatus;
import io.banyan.pool.worker.TaskOutcome;
import io.banyan.pool.worker.machine.PoolCounts;
import io.banyan.pool.worker.machine.PoolState;
import io.banyan.pool.worker.machine.TaskEnd;

/** Pools and tasks as JSON. */
final class PoolDocument {

  private static final double NANOS_PER_SECOND = 1e9;

  private PoolDocument() {}

  static JsonObject of(PoolStatus pool) {
    PoolState state = pool.state();
    return new JsonObject()
        .put("name", pool.name())
        .put("state", state.closing() ? "closing" : state.broken().isPresent() ? "broken" : "open")
        .put("reason", state.broken())
        .put("workers", workers(pool))
        .put("queued", state.queued())
        .put("waitingForPlace", state.outside())
        .put("queueSize", pool.queueSize())
        .put("counts", counts(state.counts()));
  }

  private static JsonObject workers(PoolStatus pool) {
    PoolState state = pool.state();
    return new JsonObject()
        .put("min", pool.size().min())
        .put("max", pool.size().max())
        .put("starting", state.starting())
        .put("idle", state.idle())
        .put("busy", state.busy())
        .put("ending", state.ending());
  }

  private static JsonObject counts(PoolCounts counts) {
    return new JsonObject()
        .put("submitted", counts.submitted())
        .put("done", counts.done())
        .put("failed", counts.failed())
        .put("crashed", counts.crashed())
        .put("timedOut", counts.timedOut())
        .put("cancelled", counts.cancelled())
        .put("refused", counts.refused())
        .put("dropped", counts.dropped())
        .put("abandoned", counts.abandoned())
        .put("retried", counts.retried())
        .put("workersStarted", counts.started())
        .put("workersLost", counts.lost())
        .put("workersRecycled", counts.recycled())
        .put("waitSeconds", seconds(counts.waitNanos()))
        .put("runSeconds", seconds(counts.runNanos()));
  }

  /**
   * What came of a task.
   *
   * @param id of the task in its pool
   */
  static JsonObject of(long id, TaskOutcome<String> outcome) {
    JsonObject document = new JsonObject().put("task", id);
    if (outcome instanceof TaskOutcome.Done<String> done) {
      document.put("outcome", "done").put("result", done.result()).put("reason", null);
    } else {
      TaskOutcome.NotDone<String> not = (TaskOutcome.NotDone<String>) outcome;
      document.put("outcome", word(not.end())).put("result", null).put("reason", not.words());
    }
    return document
        .put("attempts", outcome.course().attempts())
        .put("waitedSeconds", seconds(outcome.course().waitedNanos()))
        .put("ranSeconds", seconds(outcome.course().ranNanos()));
  }

  private static String word(TaskEnd end) {
    if (end instanceof TaskEnd.Failed) {
      return "failed";
    } else if (end instanceof TaskEnd.Crashed) {
      return "crashed";
    } else if (end instanceof TaskEnd.TimedOut) {
      return "timed-out";
    } else if (end instanceof TaskEnd.Cancelled) {
      return "cancelled";
    } else if (end instanceof TaskEnd.Refused) {
      return "refused";
    } else if (end instanceof TaskEnd.Dropped) {
      return "dropped";
    }
    return end instanceof TaskEnd.Abandoned ? "abandoned" : "done";
  }

  static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
