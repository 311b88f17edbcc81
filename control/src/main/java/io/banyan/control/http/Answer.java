package io.banyan.control.http;

import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.jspecify.annotations.Nullable;

/** The responses there are. */
final class Answer {

  private Answer() {}

  static HttpResponse ok(@Nullable Object json) {
    return of(StatusCodes.OK, json);
  }

  static HttpResponse of(StatusCode status, @Nullable Object json) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.APPLICATION_JSON, Json.write(json) + "\n");
  }

  /**
   * @param code one word for programs
   * @param message one line for people
   */
  static HttpResponse error(StatusCode status, String code, String message) {
    JsonObject error = new JsonObject().put("code", code).put("message", message);
    return of(status, new JsonObject().put("error", error));
  }

  static HttpResponse notFound(String message) {
    return error(StatusCodes.NOT_FOUND, "not-found", message);
  }

  static HttpResponse noSuchProcess(String name) {
    JsonObject error =
        new JsonObject()
            .put("code", "not-found")
            .put("message", "no such process: " + name)
            .put("id", name);
    return of(StatusCodes.NOT_FOUND, new JsonObject().put("error", error));
  }

  static HttpResponse badRequest(String message) {
    return error(StatusCodes.BAD_REQUEST, "bad-request", message);
  }
}
