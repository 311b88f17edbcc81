package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.EventLine;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code events}: what has happened, and what happens. */
@Command(
    name = "events",
    description = "Shows what has happened, over all runtimes of the tree.",
    footer = {
      "",
      "Example: banyan events --since 1h --type failed,escalated",
      "         banyan events -f --id mailer"
    })
public final class EventsCommand implements Callable<Integer> {

  private static final int FEW = 10;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with everything that happens.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description =
          "Only the newest N of those there are (default: 100, with -f 10, with --since all).")
  private @Nullable Integer count;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From then on: 10m, 2h or 1d ago, or 2026-01-31, or 2026-01-31T12:00:00.")
  private @Nullable String since;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Only about this child (an id, or a path) and those below it.")
  private @Nullable String id;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      split = ",",
      description = "Only of these types, such as failed; ended stands for every end.")
  private List<String> types = List.of();

  @Option(names = "--json", description = "As JSON: an array, with -f one object a line.")
  private boolean json;

  private final BanyanCommand banyan;
  private final List<JsonObject> array = new ArrayList<>();

  public EventsCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    if (count != null && count < 0) {
      throw new CommandFailure(ExitCode.USAGE, "-n must be 0 or more: " + count);
    }
    ControlClient.Answer answer = banyan.connect().lines(path(), this::take);
    if (answer.status() != HttpURLConnection.HTTP_OK) {
      throw new CommandFailure(
          answer.status() == HttpURLConnection.HTTP_BAD_REQUEST ? ExitCode.USAGE : ExitCode.FAILED,
          answer.object().object("error").flatMap(e -> e.string("message")).orElse("failed"));
    }
    if (json && !follow) {
      banyan.print(Json.writeIndented(array));
    }
    return ExitCode.DONE;
  }

  private String path() {
    List<String> query = new ArrayList<>();
    query.add("follow=" + follow);
    if (count != null) {
      query.add("count=" + count);
    } else if (follow && since == null) {
      query.add("count=" + FEW);
    }
    if (since != null) {
      query.add("since=" + ControlClient.encode(since));
    }
    if (id != null) {
      query.add("id=" + ControlClient.encode(id));
    }
    if (!types.isEmpty()) {
      query.add("type=" + ControlClient.encode(String.join(",", types)));
    }
    return "/api/events?" + String.join("&", query);
  }

  /** False when nobody reads us any more. */
  private boolean take(String text) {
    PrintStream out = banyan.console().out();
    if (!text.isEmpty()) {
      JsonObject event = parse(text);
      if (!json) {
        event
            .number("missed")
            .ifPresentOrElse(
                n -> banyan.console().complain(n + " events came too fast and are left out"),
                () -> out.println(EventLine.of(event, ZoneId.systemDefault())));
      } else if (follow) {
        out.println(text);
      } else {
        array.add(event);
      }
    }
    return !follow || !out.checkError();
  }

  private static JsonObject parse(String text) {
    try {
      return Json.parseObject(text);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "no proper answer of the runtime: " + text);
    }
  }
}
