package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.LogLines;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code logs}: what processes wrote. */
@Command(
    name = "logs",
    description = {
      "Shows the last lines that processes wrote, over all their incarnations.",
      "The ID of a supervisor means all processes below it, / those of the whole tree."
    },
    footer = {"", "Example: banyan logs -f -n 20 mailer web", "         banyan logs --since 10m /"})
public final class LogsCommand implements Callable<Integer> {

  @Mixin private Targets targets = new Targets();

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with every new line.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many lines of those there are, of each (default: 100, with --since all).")
  private @Nullable Integer lines;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "None older than so long (10m, 2h), or than a time (2026-01-31T12:00:00).")
  private @Nullable String since;

  @Option(
      names = "--stream",
      paramLabel = "STREAM",
      description = "Only what went to stdout, or to stderr.")
  private @Nullable String stream;

  @Option(names = "--stderr", description = "The same as --stream stderr.")
  private boolean stderr;

  @Option(
      names = {"-t", "--timestamps"},
      description = "Each line with the time at which it was read.")
  private boolean timestamps;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  private final BanyanCommand banyan;

  public LogsCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    if (lines != null && lines < 0) {
      throw new CommandFailure(ExitCode.USAGE, "-n must be 0 or more: " + lines);
    }
    targets.check();
    LogLines text = new LogLines(banyan.console().style(), targets.ids(), timestamps);
    ControlClient.Answer answer =
        banyan.connect().lines("/api/logs?" + query(), line -> show(line, text));
    if (answer.status() == HttpURLConnection.HTTP_OK) {
      return ExitCode.DONE;
    }
    throw failure(answer.status(), answer.object().object("error").orElseGet(JsonObject::new));
  }

  private String query() {
    List<String> parts = new ArrayList<>();
    targets.ids().forEach(id -> add(parts, "id", id));
    targets.group().ifPresent(group -> add(parts, "group", group));
    add(parts, "lines", lines);
    add(parts, "since", since);
    add(parts, "stream", stream);
    add(parts, "stderr", stderr);
    add(parts, "follow", follow);
    return String.join("&", parts);
  }

  private static void add(List<String> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + "=" + ControlClient.encode(value.toString()));
    }
  }

  private static CommandFailure failure(int status, JsonObject error) {
    String message = error.string("message").orElse("failed");
    return switch (status) {
      case HttpURLConnection.HTTP_NOT_FOUND ->
          new CommandFailure(
              ExitCode.NO_SUCH_PROCESS,
              error.string("id").map(id -> "Service " + id + " not found").orElse(message));
      case HttpURLConnection.HTTP_BAD_REQUEST -> new CommandFailure(ExitCode.USAGE, message);
      default -> new CommandFailure(ExitCode.FAILED, message);
    };
  }

  /** False when nobody reads us any more: that is how {@code logs -f | head} ends. */
  private boolean show(String line, LogLines text) {
    PrintStream out = banyan.console().out();
    if (!line.isEmpty()) {
      try {
        JsonObject object = Json.parseObject(line);
        if (json) {
          out.println(line);
        } else {
          text.line(object).ifPresent(out::println);
          text.gap(object).ifPresent(banyan.console()::complain);
        }
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.FAILED, "no proper answer of the runtime: " + line);
      }
    }
    return follow ? !out.checkError() : true;
  }
}
