package io.banyan.cli.top;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.text.LogLines;
import io.banyan.cli.text.Style;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Asks the runtime. Blocks: not for the thread that has the screen. */
public final class Feed {

  private final Supplier<ControlClient> connection;
  private final Words words;
  private volatile ControlClient client;

  /** What came of an operation, for people. */
  @FunctionalInterface
  public interface Words {
    String of(String verb, String path, JsonObject answer);
  }

  /**
   * Finds the runtime.
   *
   * @param connection finds it anew, where it was started again
   */
  public Feed(Supplier<ControlClient> connection, Words words) {
    this.connection = connection;
    this.words = words;
    client = connection.get();
  }

  String runtime() {
    return client.runtime().name();
  }

  /** All processes, in the order of the tree. */
  List<Service> services() {
    return client.get("/api/processes").rows().stream().map(Service::of).toList();
  }

  /** The last lines of one, or of all below a supervisor. */
  List<String> logs(String path, int count) {
    LogLines text = new LogLines(new Style(false), List.of(path), false);
    List<String> lines = new ArrayList<>();
    client.lines(
        "/api/logs?id=" + ControlClient.encode(path) + "&lines=" + count,
        line -> {
          if (!line.isEmpty()) {
            text.line(parsed(line)).ifPresent(lines::add);
          }
          return true;
        });
    return lines;
  }

  /** What came of an operation. */
  String operate(Ask.Operate ask) {
    JsonObject answer =
        client.post("/api/operations/" + ask.verb(), ask.options().put("id", ask.path())).object();
    return words.of(ask.verb(), ask.path(), answer);
  }

  /** After a failure: the runtime may be another one by now. */
  void reconnect() {
    client = connection.get();
  }

  private static JsonObject parsed(String line) {
    try {
      return Json.parseObject(line);
    } catch (IOException e) {
      return new JsonObject();
    }
  }
}
