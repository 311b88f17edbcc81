package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.ReloadLines;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reload}: reads the file of the running tree again. */
@Command(
    name = "reload",
    description =
        "Reads the declaration of the running tree again and changes what is different in it. What is"
            + " declared as before keeps its process; a file with a mistake changes nothing.",
    footer = {"", "Example: banyan reload --dry-run"})
public final class ReloadCommand implements Callable<Integer> {

  @Option(names = "--dry-run", description = "Only tells what it would do.")
  private boolean dryRun;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final BanyanCommand banyan;

  public ReloadCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    ControlClient.Answer answer =
        banyan.connect().post("/api/reload", new JsonObject().put("dryRun", dryRun));
    JsonObject document = answer.object();
    if (json) {
      banyan.print(Json.writeIndented(document));
    } else {
      tell(document);
    }
    return exitCode(document);
  }

  private void tell(JsonObject document) {
    List<String> mistakes = document.strings("mistakes");
    mistakes.forEach(banyan.console().err()::println);
    switch (document.string("result").orElse("")) {
      case "invalid" ->
          banyan
              .console()
              .complain(
                  ValidateCommand.counted(mistakes.size(), "mistake", "mistakes")
                      + ", nothing was changed");
      case "read" -> ReloadLines.of(document, dryRun).forEach(banyan::print);
      default ->
          banyan
              .console()
              .complain("nothing was changed: " + document.string("reason").orElse("no reason"));
    }
  }

  private static int exitCode(JsonObject document) {
    return switch (document.string("result").orElse("")) {
      case "invalid" -> ExitCode.USAGE;
      case "read" ->
          document.objects("changes").stream().anyMatch(one -> one.string("reason").isPresent())
              ? ExitCode.FAILED
              : ExitCode.DONE;
      default -> ExitCode.FAILED;
    };
  }
}
