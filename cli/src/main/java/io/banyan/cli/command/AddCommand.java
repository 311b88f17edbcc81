package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code add}: starts another child of a dynamic supervisor. */
@Command(
    name = "add",
    customSynopsis = "banyan add [--json] [--id ID] SUPERVISOR [-- ARG...]",
    description =
        "Starts another child from the template of a supervisor, waits until it is ready, and tells"
            + " its id. It is gone when it is stopped.",
    footer = {"", "Example: banyan add workers --id nightly -- --queue mail"})
public final class AddCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SUPERVISOR", description = "Its id, or its path.")
  private String supervisor = "";

  @Parameters(
      index = "1..*",
      paramLabel = "ARG",
      description = "Words behind its command; $1, $2 … of a command for the shell.")
  private List<String> arguments = List.of();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Its id (default: that of the template, and the next number).")
  private @Nullable String id;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final BanyanCommand banyan;

  public AddCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    JsonObject options = new JsonObject().put("as", id).put("arguments", arguments);
    Operation operation = new Operation(banyan, "add", options);
    return (json ? operation.asJson() : operation).on(List.of(supervisor));
  }
}
