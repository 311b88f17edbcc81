package io.banyan.control.http;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.util.Set;

/** A body that names one child and says no more. */
final class ChildRequest {

  private ChildRequest() {}

  /**
   * The id in {@code {"id": …}}.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static String id(String body) {
    try {
      JsonObject json = Json.parseObject(body);
      if (json.fields().keySet().equals(Set.of("id"))) {
        return json.string("id").orElseThrow(() -> new IllegalArgumentException("id is no text"));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
    throw new IllegalArgumentException("the body has one field: id");
  }
}
