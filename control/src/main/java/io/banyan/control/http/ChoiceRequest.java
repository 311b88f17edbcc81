package io.banyan.control.http;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.util.Set;

/** A body that says yes or no to one thing; without it, no. */
final class ChoiceRequest {

  private ChoiceRequest() {}

  /**
   * The field of this name.
   *
   * @throws IllegalArgumentException that says what is wrong with the body
   */
  static boolean of(String body, String field) {
    try {
      JsonObject request = body.isBlank() ? new JsonObject() : Json.parseObject(body);
      if (!Set.of(field).containsAll(request.fields().keySet())) {
        throw new IllegalArgumentException("there is no field but " + field);
      }
      return request.bool(field).orElse(false);
    } catch (IOException e) {
      throw new IllegalArgumentException("the body must be a JSON object", e);
    }
  }
}
