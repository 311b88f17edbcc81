package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.net.HttpURLConnection;
import java.util.List;

/** One operation on several children, one after the other. */
final class Operation {

  private final BanyanCommand banyan;
  private final String verb;
  private final JsonObject options;
  private boolean json;

  /**
   * @param options the fields of the request besides the id
   */
  Operation(BanyanCommand banyan, String verb, JsonObject options) {
    this.banyan = banyan;
    this.verb = verb;
    this.options = options;
  }

  /** Answers with the JSON object of each child, on standard output, whatever came of it. */
  Operation asJson() {
    json = true;
    return this;
  }

  /** Failed if one failed, else no such process if one was not there, else done. */
  int on(List<String> ids) {
    ControlClient client = banyan.connect();
    boolean failed = false;
    boolean missing = false;
    for (String id : ids) {
      int exitCode = on(client, id);
      failed |= exitCode == ExitCode.FAILED;
      missing |= exitCode == ExitCode.NO_SUCH_PROCESS;
    }
    return failed ? ExitCode.FAILED : missing ? ExitCode.NO_SUCH_PROCESS : ExitCode.DONE;
  }

  /** The same for all children of a group. */
  int onGroup(String group) {
    return ask(banyan.connect(), new JsonObject().put("group", group), group);
  }

  private int on(ControlClient client, String id) {
    return ask(client, new JsonObject().put("id", id), id);
  }

  private int ask(ControlClient client, JsonObject request, String name) {
    options.fields().forEach(request::put);
    ControlClient.Answer answer = client.post("/api/operations/" + verb, request);
    if (answer.status() == HttpURLConnection.HTTP_BAD_REQUEST) {
      throw new CommandFailure(
          ExitCode.USAGE,
          answer.object().object("error").flatMap(e -> e.string("message")).orElse("bad request"));
    }
    List<JsonObject> results = answer.object().objects("results");
    if (results.isEmpty()) {
      return tell(name, answer.object());
    }
    return results.stream()
        .mapToInt(result -> tell(result.string("id").orElse(name), result))
        .max()
        .orElse(ExitCode.DONE);
  }

  private int tell(String id, JsonObject result) {
    OperationWords words = OperationWords.of(verb, id, result);
    if (json) {
      banyan.print(Json.writeIndented(result));
    } else if (words.exitCode() == ExitCode.DONE) {
      banyan.print(words.text());
      banyan.console().out().flush();
    } else {
      banyan.console().err().println(words.text());
    }
    return words.exitCode();
  }
}
