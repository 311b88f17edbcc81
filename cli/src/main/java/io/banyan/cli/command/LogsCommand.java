package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: what a process wrote. */
@Command(
    name = "logs",
    description = "Shows the last lines a process wrote, over all its incarnations.",
    footer = {"", "Example: banyan logs -f -n 20 mailer"})
public final class LogsCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "Its id, or its path in the tree.")
  private String id = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with every new line.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many lines of those there are (default: 100).")
  private int lines = 100;

  @Option(names = "--stderr", description = "Only what it wrote to stderr.")
  private boolean stderr;

  private final BanyanCommand banyan;

  public LogsCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    if (lines < 0) {
      throw new CommandFailure(ExitCode.USAGE, "-n must be 0 or more: " + lines);
    }
    String path =
        ControlClient.process(id)
            + "/logs?lines="
            + lines
            + "&stderr="
            + stderr
            + "&follow="
            + follow;
    ControlClient.Answer answer = banyan.connect().lines(path, this::show);
    return switch (answer.status()) {
      case HttpURLConnection.HTTP_OK -> ExitCode.DONE;
      case HttpURLConnection.HTTP_NOT_FOUND ->
          throw new CommandFailure(ExitCode.NO_SUCH_PROCESS, "Service " + id + " not found");
      default ->
          throw new CommandFailure(
              ExitCode.FAILED,
              answer.object().object("error").flatMap(e -> e.string("message")).orElse("failed"));
    };
  }

  /** False when nobody reads us any more: that is how {@code logs -f | head} ends. */
  private boolean show(String json) {
    PrintStream out = banyan.console().out();
    if (!json.isEmpty()) {
      try {
        JsonObject line = Json.parseObject(json);
        line.string("text").ifPresent(out::println);
        line.number("dropped")
            .ifPresent(n -> banyan.console().complain(n + " lines came too fast and are lost"));
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.FAILED, "no proper answer of the runtime: " + json);
      }
    }
    return follow ? !out.checkError() : true;
  }
}
