package io.banyan.control.work;

import io.banyan.control.json.JsonObject;
import io.banyan.pool.queue.DeadLetter;
import io.banyan.pool.queue.PushResult;
import io.banyan.pool.queue.QueueSettings;
import io.banyan.pool.queue.declared.DeclaredQueue;
import io.banyan.pool.queue.machine.Attempt;
import io.banyan.pool.queue.machine.QueueCounts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Queues, dead letters and what came of pushes as JSON. */
final class QueueDocument {

  /** What is longer is cut. */
  static final int LONGEST_TASK = 4_000;

  private QueueDocument() {}

  static JsonObject of(DeclaredQueue declared) {
    QueueCounts counts = declared.queue().counts();
    QueueSettings settings = declared.queue().settings();
    return new JsonObject()
        .put("name", declared.queue().name())
        .put("durable", declared.durable())
        .put("pool", declared.pool())
        .put("trouble", declared.queue().trouble())
        .put("waiting", counts.waiting())
        .put("delayed", counts.delayed())
        .put("inFlight", counts.inFlight())
        .put("dead", counts.dead())
        .put("capacity", settings.rules().capacity())
        .put("attempts", settings.rules().attempts())
        .put("leaseSeconds", settings.rules().lease().toMillis() / 1e3)
        .put("counts", counts(counts));
  }

  private static JsonObject counts(QueueCounts counts) {
    return new JsonObject()
        .put("pushed", counts.pushed())
        .put("acked", counts.acked())
        .put("failedAttempts", counts.failed())
        .put("died", counts.died());
  }

  static JsonObject of(DeadLetter<String> letter) {
    return new JsonObject()
        .put("task", letter.id())
        .put(
            "text",
            letter
                .value()
                .map(text -> text.length() > LONGEST_TASK ? text.substring(0, LONGEST_TASK) : text))
        .put("length", letter.value().map(String::length))
        .put("priority", letter.priority())
        .put("key", letter.key())
        .put("pushedAt", letter.pushedAt().toString())
        .put("attempts", letter.attempts().stream().map(QueueDocument::of).toList());
  }

  private static JsonObject of(Attempt attempt) {
    return new JsonObject()
        .put("begunAt", attempt.begunAt().toString())
        .put("endedAt", attempt.ending().map(Attempt.Ending::at).map(Instant::toString))
        .put("reason", attempt.ending().map(Attempt.Ending::reason));
  }

  static JsonObject of(PushResult result) {
    if (result instanceof PushResult.Pushed pushed) {
      return task(pushed.id(), "pushed", null);
    } else if (result instanceof PushResult.Duplicate same) {
      return task(same.id(), "duplicate", null);
    }
    PushResult.Reason reason = ((PushResult.Refused) result).reason();
    return task(null, "refused", "the queue " + reason.words());
  }

  static JsonObject task(@Nullable Long id, String result, @Nullable String reason) {
    return new JsonObject().put("task", id).put("result", result).put("reason", reason);
  }
}
