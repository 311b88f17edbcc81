package io.banyan.control.work;

import io.banyan.control.http.ApiPart;
import io.banyan.control.json.JsonObject;
import io.banyan.pool.queue.QueueException;
import io.banyan.pool.queue.RequeueResult;
import io.banyan.pool.queue.TaskQueue;
import io.banyan.pool.queue.declared.DeclaredQueues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The queues of a runtime: {@code GET /api/queues}, {@code GET /api/queues/NAME} and {@code
 * …/dead}, {@code POST /api/queues/NAME/tasks}, {@code …/requeue} and {@code …/drop}.
 */
public final class QueueApi implements ApiPart {

  private final DeclaredQueues queues;

  public QueueApi(DeclaredQueues queues) {
    this.queues = queues;
  }

  @Override
  public String name() {
    return "queues";
  }

  @Override
  public CompletionStage<Reply> get(List<String> path) {
    if (path.isEmpty()) {
      return done(Reply.ok(queues.all().stream().map(QueueDocument::of).toList()));
    }
    if (queues.find(path.get(0)).isEmpty()) {
      return done(unknown(path.get(0)));
    }
    return done(
        switch (String.join("/", path.subList(1, path.size()))) {
          case "" -> Reply.ok(QueueDocument.of(queues.find(path.get(0)).orElseThrow()));
          case "dead" ->
              Reply.ok(queue(path.get(0)).deadLetters().stream().map(QueueDocument::of).toList());
          default -> nothing();
        });
  }

  @Override
  public CompletionStage<Reply> post(List<String> path, String body) {
    if (path.size() != 2) {
      return done(nothing());
    }
    if (queues.find(path.get(0)).isEmpty()) {
      return done(unknown(path.get(0)));
    }
    TaskQueue<String> queue = queue(path.get(0));
    return switch (path.get(1)) {
      case "tasks" -> push(queue, QueueRequest.push(body));
      case "requeue" -> each(QueueRequest.ids(body), id -> requeue(queue, id));
      case "drop" -> each(QueueRequest.ids(body), id -> drop(queue, id));
      default -> done(nothing());
    };
  }

  private TaskQueue<String> queue(String name) {
    return queues.find(name).orElseThrow().queue();
  }

  private static CompletionStage<Reply> push(TaskQueue<String> queue, QueueRequest.Push push) {
    int most = queue.settings().taskBytes();
    for (String task : push.tasks()) {
      int bytes = task.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > most) {
        throw new IllegalArgumentException(
            "a task may have at most " + most + " bytes, not " + bytes);
      }
    }
    return each(
        push.tasks(),
        task -> queue.tryPushAsync(task, push.options()).thenApply(QueueDocument::of));
  }

  private static CompletionStage<JsonObject> requeue(TaskQueue<String> queue, long id) {
    return queue
        .requeueAsync(id)
        .thenApply(
            result -> {
              if (result instanceof RequeueResult.Refused refused) {
                return QueueDocument.task(id, "refused", refused.reason());
              }
              boolean done = result instanceof RequeueResult.Requeued;
              return QueueDocument.task(id, done ? "requeued" : "not-found", null);
            });
  }

  private static CompletionStage<JsonObject> drop(TaskQueue<String> queue, long id) {
    return queue
        .dropAsync(id)
        .thenApply(done -> QueueDocument.task(id, done ? "dropped" : "not-found", null));
  }

  /** All at once, so that they are written together; answers in their order. */
  private static <X> CompletionStage<Reply> each(
      List<X> all, Function<X, CompletionStage<JsonObject>> work) {
    CompletionStage<List<JsonObject>> results = CompletableFuture.completedFuture(List.of());
    for (X one : all) {
      results =
          results.thenCombine(work.apply(one).exceptionally(QueueApi::failed), QueueApi::with);
    }
    return results.thenApply(Reply::ok);
  }

  private static JsonObject failed(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    Throwable told = failure instanceof QueueException ? failure : cause;
    return QueueDocument.task(null, "failed", String.valueOf(told.getMessage()));
  }

  private static List<JsonObject> with(List<JsonObject> list, JsonObject one) {
    List<JsonObject> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }

  private static Reply unknown(String name) {
    return error("no such queue: " + name);
  }

  private static Reply nothing() {
    return error("there is nothing here");
  }

  private static Reply error(String message) {
    JsonObject error = new JsonObject().put("code", "not-found").put("message", message);
    return new Reply(Reply.NOT_FOUND, new JsonObject().put("error", error));
  }

  private static CompletionStage<Reply> done(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
