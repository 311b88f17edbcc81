package io.banyan.control.http;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A part of the API that is about something beside the tree: everything below {@code /api/NAME}.
 * Reached behind the same gate and within the same limits as all other parts. Safe from any thread;
 * an {@link IllegalArgumentException} is the sender's fault, and is told to him.
 */
public interface ApiPart {

  /** The first word of its paths. */
  String name();

  /**
   * The answer to a request for something to see.
   *
   * @param path behind its name; may be empty
   */
  CompletionStage<Reply> get(List<String> path);

  /** The answer to a request to do something. */
  CompletionStage<Reply> post(List<String> path, String body);

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param json a JSON value as {@code io.banyan.control.json} knows them
   */
  record Reply(int status, @Nullable Object json) {

    public static final int OK = 200;
    public static final int NOT_FOUND = 404;
    public static final int CONFLICT = 409;

    public static Reply ok(@Nullable Object json) {
      return new Reply(OK, json);
    }
  }
}
