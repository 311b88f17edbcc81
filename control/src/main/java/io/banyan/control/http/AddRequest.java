package io.banyan.control.http;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import io.banyan.runtime.event.ChildPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a request for another child of a dynamic supervisor, read and checked.
 *
 * @param supervisor its id or path
 * @param id of the child; default: the next one of the template
 * @param arguments what it is given besides what the template says
 */
record AddRequest(String supervisor, Optional<String> id, List<String> arguments) {

  private static final Set<String> FIELDS = Set.of("id", "as", "arguments");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static AddRequest parse(String body) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    for (String field : json.fields().keySet()) {
      if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException("add has no field " + field);
      }
    }
    String supervisor =
        json.string("id")
            .orElseThrow(() -> new IllegalArgumentException("id has to name a supervisor"));
    return new AddRequest(supervisor, id(json), arguments(json));
  }

  private static Optional<String> id(JsonObject json) {
    Object given = json.fields().get("as");
    if (given == null) {
      return Optional.empty();
    }
    if (given instanceof String id && ChildPath.ID.matcher(id).matches()) {
      return Optional.of(id);
    }
    throw new IllegalArgumentException(
        "not an id (1 to 64 letters, digits, \".\", \"_\" or \"-\", beginning with a letter or"
            + " digit): "
            + given);
  }

  private static List<String> arguments(JsonObject json) {
    Object given = json.fields().get("arguments");
    if (given == null) {
      return List.of();
    }
    if (given instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw new IllegalArgumentException("arguments must be a list of texts");
  }
}
