package io.banyan.control.work;

import io.banyan.control.http.ApiPart;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.pool.worker.Pool;
import io.banyan.pool.worker.Pools;
import io.banyan.pool.worker.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The pools of a tree: {@code GET /api/pools}, {@code GET /api/pools/NAME}, {@code POST
 * /api/pools/NAME/tasks}.
 */
public final class PoolApi implements ApiPart {

  /** So many tasks may be in one request. */
  static final int MOST_TASKS = 1000;

  private final Pools pools;

  public PoolApi(Pools pools) {
    this.pools = pools;
  }

  @Override
  public String name() {
    return "pools";
  }

  @Override
  public CompletionStage<Reply> get(List<String> path) {
    if (path.isEmpty()) {
      return all().thenApply(Reply::ok);
    }
    return path.size() == 1
        ? with(path.get(0), pool -> pool.status().thenApply(PoolDocument::of).thenApply(Reply::ok))
        : done(nothing());
  }

  @Override
  public CompletionStage<Reply> post(List<String> path, String body) {
    if (path.size() != 2 || !path.get(1).equals("tasks")) {
      return done(nothing());
    }
    List<String> tasks = tasks(body);
    return with(path.get(0), pool -> submit(pool, tasks));
  }

  private interface Asking {
    CompletionStage<Reply> ask(Pool<String, String> pool);
  }

  private CompletionStage<Reply> with(String name, Asking asking) {
    Optional<CompletionStage<Pool<String, String>>> found = pools.find(name);
    if (found.isPresent()) {
      return found.get().thenCompose(asking::ask).exceptionally(failure -> down(name));
    }
    return done(pools.names().contains(name) ? down(name) : unknown(name));
  }

  private CompletionStage<List<JsonObject>> all() {
    CompletionStage<List<JsonObject>> all = CompletableFuture.completedFuture(List.of());
    for (String name : pools.names()) {
      CompletionStage<JsonObject> one =
          with(name, pool -> pool.status().thenApply(PoolDocument::of).thenApply(Reply::ok))
              .thenApply(reply -> row(name, reply));
      all = all.thenCombine(one, PoolApi::with);
    }
    return all;
  }

  private static JsonObject row(String name, Reply reply) {
    return reply.status() == Reply.OK && reply.json() instanceof JsonObject row
        ? row
        : new JsonObject().put("name", name).put("state", "down");
  }

  private CompletionStage<Reply> submit(Pool<String, String> pool, List<String> tasks) {
    CompletionStage<List<JsonObject>> all = CompletableFuture.completedFuture(List.of());
    for (String task : tasks) {
      Submission<String> submission = pool.offer(task);
      all =
          all.thenCombine(
              submission.outcome().thenApply(outcome -> PoolDocument.of(submission.id(), outcome)),
              PoolApi::with);
    }
    return all.thenApply(Reply::ok);
  }

  private static List<JsonObject> with(List<JsonObject> list, JsonObject one) {
    List<JsonObject> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }

  private static List<String> tasks(String body) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    if (json.fields().keySet().equals(Set.of("tasks"))
        && json.fields().get("tasks") instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance)) {
      if (list.size() > MOST_TASKS) {
        throw new IllegalArgumentException("at most " + MOST_TASKS + " tasks in a request");
      }
      return list.stream().map(String.class::cast).toList();
    }
    throw new IllegalArgumentException("the body has one field: tasks, a list of texts");
  }

  private static Reply down(String name) {
    return new Reply(Reply.CONFLICT, error("down", "the pool " + name + " is down"));
  }

  private static Reply unknown(String name) {
    return new Reply(Reply.NOT_FOUND, error("not-found", "no such pool: " + name));
  }

  private static Reply nothing() {
    return new Reply(Reply.NOT_FOUND, error("not-found", "there is nothing here"));
  }

  private static JsonObject error(String code, String message) {
    return new JsonObject()
        .put("error", new JsonObject().put("code", code).put("message", message));
  }

  private static CompletionStage<Reply> done(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }
}
