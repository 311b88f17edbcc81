package io.banyan.cli.command;

import io.banyan.cli.client.ControlClient;
import io.banyan.cli.console.CommandFailure;
import io.banyan.cli.console.ExitCode;
import io.banyan.cli.text.ReloadLines;
import io.banyan.control.json.Json;
import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reload}: reads the file of the running tree again. */
@Command(
    name = "reload",
    description =
        "Reads the declaration of the running tree again and changes what is different in it. What is"
            + " declared as before keeps its process; a file with a mistake changes nothing. With IDs:"
            + " tells these processes to read their own configuration again.",
    footer = {"", "Example: banyan reload --dry-run", "Example: banyan reload nginx"})
public final class ReloadCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids, paths in the tree, or the common name of instances.")
  private List<String> ids = List.of();

  @Option(names = "--group", paramLabel = "GROUP", description = "All children of this group.")
  private @Nullable String group;

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
    if (ids.isEmpty() && group == null) {
      return reloadFile();
    }
    if (dryRun || json) {
      throw new CommandFailure(
          ExitCode.USAGE, "--dry-run and --json are for the file, without IDs");
    }
    Operation operation = new Operation(banyan, "reload", new JsonObject());
    return group == null ? operation.on(ids) : operation.onGroup(group);
  }

  private int reloadFile() {
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
