package io.banyan.cli.client;

import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.endpoint.ControlFile;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Talks to one runtime. It uses {@link HttpURLConnection} because that starts in a quarter of the
 * time of the newer client, which is most of what a short command takes.
 */
public final class ControlClient {

  private static final int CONNECT_MILLIS = 5_000;

  private static final String WARNING = "Banyan-Warning";

  private final ControlFile runtime;
  private final Consumer<String> warnings;

  static {
    // It would send a POST that got no answer a second time.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  public ControlClient(ControlFile runtime) {
    this(runtime, warning -> {});
  }

  /**
   * @param warnings told what the runtime says is not well with it, in one line, with every answer
   */
  public ControlClient(ControlFile runtime, Consumer<String> warnings) {
    this.runtime = runtime;
    this.warnings = warnings;
  }

  public ControlFile runtime() {
    return runtime;
  }

  /** An answer. */
  public record Answer(int status, @Nullable Object json) {

    /** The objects of an array. */
    public List<JsonObject> rows() {
      return json instanceof List<?> array ? JsonObject.objectsOf(array) : List.of();
    }

    public JsonObject object() {
      return json instanceof JsonObject object ? object : new JsonObject();
    }
  }

  /** Path of a child in the API, every part of its id encoded. */
  public static String process(String id) {
    return "/api/processes/"
        + (id.equals("/")
            ? encode(id)
            : Arrays.stream(id.split("/"))
                .map(ControlClient::encode)
                .collect(Collectors.joining("/")));
  }

  /** A part of a path. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Asks for something.
   *
   * @throws CommandFailure when there is no answer, or one that says that we may not ask
   */
  public Answer get(String path) {
    return exchange(path, null);
  }

  /**
   * Asks for something to be done; waits as long as that takes.
   *
   * @throws CommandFailure when there is no answer, or one that says that we may not ask
   */
  public Answer post(String path, JsonObject body) {
    return exchange(path, body);
  }

  /**
   * Hands on each line of an answer as it comes, until it ends or the consumer has had enough.
   *
   * @param wantsMore is given a line; false ends it
   * @return the answer when it was a refusal, with nothing handed on; else empty JSON
   */
  public Answer lines(String path, Predicate<String> wantsMore) {
    try {
      HttpURLConnection connection = open(path);
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        return answer(connection, status);
      }
      warn(connection);
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      try {
        String line = lines.readLine();
        while (line != null && wantsMore.test(line)) {
          line = lines.readLine();
        }
      } finally {
        // Not closed: that would first read the rest of an answer that may have no end.
        connection.disconnect();
      }
      return new Answer(status, null);
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  private Answer exchange(String path, @Nullable JsonObject body) {
    try {
      HttpURLConnection connection = open(path);
      if (body != null) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setFixedLengthStreamingMode(bytes.length);
        connection.getOutputStream().write(bytes);
      }
      return answer(connection, connection.getResponseCode());
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    URL url = new URL(runtime.url() + path);
    // No proxy: the runtime is on this machine, and the token is nobody else's business.
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Authorization", "Bearer " + runtime.token());
    return connection;
  }

  private void warn(HttpURLConnection connection) {
    String warning = connection.getHeaderField(WARNING);
    if (warning != null) {
      warnings.accept(warning);
    }
  }

  private Answer answer(HttpURLConnection connection, int status) throws IOException {
    warn(connection);
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      throw new CommandFailure(
          ExitCode.FAILED, "the runtime " + runtime.name() + " refuses us (HTTP " + status + ")");
    }
    InputStream stream =
        status >= HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getErrorStream()
            : connection.getInputStream();
    try (InputStream in = stream == null ? InputStream.nullInputStream() : stream) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(status, text.isBlank() ? null : Json.parse(text));
    }
  }

  private CommandFailure noAnswer(IOException e) {
    if (e instanceof ConnectException || e instanceof SocketTimeoutException) {
      return new CommandFailure(
          ExitCode.NO_RUNTIME,
          String.format(
              "the runtime %s (pid %d) does not answer at %s: %s",
              runtime.name(), runtime.process().pid(), runtime.url(), e.getMessage()));
    }
    return runtime.isLive()
        ? new CommandFailure(ExitCode.FAILED, "no proper answer of the runtime: " + e.getMessage())
        : new CommandFailure(
            ExitCode.NO_RUNTIME, "the runtime " + runtime.name() + " has ended meanwhile");
  }
}
