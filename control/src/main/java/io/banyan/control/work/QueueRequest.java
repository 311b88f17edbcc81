package io.banyan.control.work;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.pool.queue.PushOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies of requests to queues, read and checked; what is wrong is told as a bad request. */
final class QueueRequest {

  /** So many tasks may be in one request. */
  private static final int MOST = 1000;

  private static final Set<String> PUSH = Set.of("tasks", "priority", "delaySeconds", "key");

  private QueueRequest() {}

  /**
   * @param options of each of them
   */
  record Push(List<String> tasks, PushOptions options) {}

  static Push push(String body) {
    JsonObject json = parse(body, PUSH);
    List<String> tasks = list(json, "tasks", String.class, "a list of texts");
    PushOptions options =
        PushOptions.none()
            .withPriority(Math.toIntExact(number(json, "priority").orElse(0L)))
            .withDelay(delay(json));
    Optional<String> key = json.string("key");
    if (key.isPresent() && tasks.size() != 1) {
      throw new IllegalArgumentException("key is for one task");
    }
    return new Push(tasks, key.map(options::withKey).orElse(options));
  }

  /** {@code {"ids": […]}}. */
  static List<Long> ids(String body) {
    return list(parse(body, Set.of("ids")), "ids", Number.class, "a list of numbers of tasks")
        .stream()
        .map(Number::longValue)
        .toList();
  }

  private static Duration delay(JsonObject json) {
    @Nullable Object given = json.fields().get("delaySeconds");
    if (given == null) {
      return Duration.ZERO;
    }
    if (given instanceof Number seconds && seconds.doubleValue() >= 0) {
      return Duration.ofMillis(Math.round(seconds.doubleValue() * 1e3));
    }
    throw new IllegalArgumentException("delaySeconds must be a number of at least 0");
  }

  private static Optional<Long> number(JsonObject json, String field) {
    @Nullable Object given = json.fields().get(field);
    if (given == null || given instanceof Integer) {
      return json.number(field);
    }
    throw new IllegalArgumentException(field + " must be a whole number");
  }

  private static <X> List<X> list(JsonObject json, String field, Class<X> type, String form) {
    if (json.fields().get(field) instanceof List<?> list
        && list.stream().allMatch(type::isInstance)) {
      if (list.size() > MOST) {
        throw new IllegalArgumentException("at most " + MOST + " in a request");
      }
      return list.stream().map(type::cast).toList();
    }
    throw new IllegalArgumentException(field + " must be " + form);
  }

  private static JsonObject parse(String body, Set<String> fields) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    for (String field : json.fields().keySet()) {
      if (!fields.contains(field)) {
        throw new IllegalArgumentException("there is no field " + field + " here");
      }
    }
    return json;
  }
}
