package io.banyan.control.document;

import io.banyan.control.json.JsonObject;
import io.banyan.runtime.lifecycle.ChildSnapshot;
import io.banyan.runtime.lifecycle.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is done again and again. Every field is always there; what is not known is null. */
public final class PeriodicDocument {

  private PeriodicDocument() {}

  /** A line of {@code periodic list --json}. */
  public static JsonObject row(ChildSnapshot child) {
    JsonObject row =
        new JsonObject()
            .put("id", child.path().id())
            .put("path", child.path().text())
            .put("state", child.state().text())
            .put("status", child.status());
    fields(child.runs()).fields().forEach(row::put);
    return row;
  }

  /** Empty for what is not periodic. */
  static Optional<JsonObject> of(Runs runs) {
    return runs.schedule().map(schedule -> fields(runs));
  }

  private static JsonObject fields(Runs runs) {
    Optional<Runs.Last> last = runs.last();
    Runs.Counts counts = runs.counts();
    return new JsonObject()
        .put("schedule", runs.schedule())
        .put("paused", runs.paused())
        .put("nextRunAt", runs.next().map(Instant::toString))
        .put("lastRunAt", last.map(Runs.Last::startedAt).map(Instant::toString))
        .put("lastOutcome", last.map(Runs.Last::outcome))
        .put("lastReason", last.flatMap(Runs.Last::failure))
        .put("lastSeconds", last.flatMap(Runs.Last::took).map(PeriodicDocument::seconds))
        .put("succeeded", counts.succeeded())
        .put("failed", counts.failed())
        .put("skipped", counts.skipped())
        .put("missed", counts.missed());
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }
}
