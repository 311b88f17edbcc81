package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restart}: stops and starts a child. */
@Command(
    name = "restart",
    description = "Stops children that are running, then starts them.",
    footer = {"", "Example: banyan restart mailer"})
public final class RestartCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids, or paths in the tree.")
  private List<String> ids = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long it may take to end, such as 10s, instead of what is declared.")
  private @Nullable String timeout;

  @Option(names = "--force", description = "Kills it at once.")
  private boolean force;

  private final BanyanCommand banyan;

  public RestartCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    JsonObject options = new JsonObject().put("timeout", timeout).put("force", force);
    return new Operation(banyan, "restart", options).on(ids);
  }
}
