package io.banyan.control.http;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.util.Set;

/** A body that names two children, by ids or paths. */
record LinkRequest(String one, String other) {

  /**
   * Reads {@code {"id": …, "with": …}}.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static LinkRequest parse(String body) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    if (!json.fields().keySet().equals(Set.of("id", "with"))) {
      throw new IllegalArgumentException("the body has two fields: id and with");
    }
    return new LinkRequest(text(json, "id"), text(json, "with"));
  }

  private static String text(JsonObject json, String field) {
    return json.string(field)
        .orElseThrow(() -> new IllegalArgumentException(field + " is no text"));
  }
}
