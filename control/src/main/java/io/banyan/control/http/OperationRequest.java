package io.banyan.control.http;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.engine.Signal;
import io.banyan.runtime.event.ChildPath;
import io.banyan.supervision.tree.OperationResult;
import io.banyan.supervision.tree.TreeOperations;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The body of an operation, read and checked.
 *
 * @param verb start, stop, restart, reload, kill, signal or remove
 * @param name of the child or its path, or of a group
 * @param ofGroup whether it is certainly that of a group
 * @param signal default TERM; for {@code kill} and {@code signal}
 * @param grace instead of the declared one; for {@code stop} and {@code restart}
 * @param rolling one member after the other; for {@code restart} of a group
 */
record OperationRequest(
    String verb,
    String name,
    boolean ofGroup,
    Signal signal,
    Optional<Duration> grace,
    boolean rolling) {

  static final Set<String> VERBS =
      Set.of("start", "stop", "restart", "reload", "kill", "signal", "remove");
  private static final Set<String> OF_A_STOP = Set.of("id", "group", "timeout", "force");
  private static final Set<String> OF_A_RESTART =
      Set.of("id", "group", "timeout", "force", "rolling");
  private static final Set<String> OF_A_SIGNAL = Set.of("id", "group", "signal");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static OperationRequest parse(String verb, String body) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    for (String field : json.fields().keySet()) {
      if (!fields(verb).contains(field)) {
        throw new IllegalArgumentException(verb + " has no field " + field);
      }
    }
    Optional<String> id = json.string("id");
    Optional<String> group = json.string("group");
    if (id.isPresent() == group.isPresent()) {
      throw new IllegalArgumentException("either id or group has to be there");
    }
    return new OperationRequest(
        verb,
        id.or(() -> group).orElseThrow(),
        group.isPresent(),
        signal(json),
        grace(json, json.bool("force").orElse(false)),
        json.bool("rolling").orElse(false));
  }

  private static Set<String> fields(String verb) {
    return switch (verb) {
      case "start", "reload", "remove" -> Set.of("id", "group");
      case "stop" -> OF_A_STOP;
      case "restart" -> OF_A_RESTART;
      default -> OF_A_SIGNAL;
    };
  }

  private static Signal signal(JsonObject json) {
    if (json.fields().get("signal") == null) {
      return Signal.TERM;
    }
    String text = json.string("signal").orElse("");
    return Signal.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("no such signal: " + text));
  }

  private static Optional<Duration> grace(JsonObject json, boolean force) {
    if (force) {
      return Optional.of(Duration.ZERO);
    }
    if (json.fields().get("timeout") == null) {
      return Optional.empty();
    }
    return Optional.of(TimeText.duration(String.valueOf(json.fields().get("timeout"))));
  }

  /** Asks for it. */
  CompletionStage<OperationResult> run(TreeOperations operations, ChildPath path) {
    return switch (verb) {
      case "start" -> operations.start(path);
      case "stop" -> operations.stop(path, grace);
      case "restart" -> operations.restart(path, grace);
      case "reload" -> operations.reload(path);
      case "kill" -> operations.kill(path, signal);
      case "signal" -> operations.signal(path, signal);
      case "remove" -> operations.delete(path);
      default -> throw new IllegalArgumentException("no such operation: " + verb);
    };
  }
}
