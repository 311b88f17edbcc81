package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stop}: ends a child in good order. */
@Command(
    name = "stop",
    description = "Stops children; they stay down until they are started.",
    footer = {"", "Example: banyan stop mailer --timeout 2s"})
public final class StopCommand implements Callable<Integer> {

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

  public StopCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    JsonObject options = new JsonObject().put("timeout", timeout).put("force", force);
    return new Operation(banyan, "stop", options).on(ids);
  }
}
