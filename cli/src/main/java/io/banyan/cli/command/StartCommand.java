package io.banyan.cli.command;

import io.banyan.control.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code start}: starts a child that is down. */
@Command(
    name = "start",
    description = "Starts children that are down.",
    footer = {"", "Example: banyan start mailer"})
public final class StartCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids, or paths in the tree.")
  private List<String> ids = List.of();

  private final BanyanCommand banyan;

  public StartCommand(BanyanCommand banyan) {
    this.banyan = banyan;
  }

  @Override
  public Integer call() {
    return new Operation(banyan, "start", new JsonObject()).on(ids);
  }
}
